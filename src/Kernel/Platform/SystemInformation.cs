using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>What the system says of itself (System.Native's pal_sysctl, pal_runtimeinformation and pal_log).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class SystemInformation
{
    // Interop.Sys.SysConfName.
    private const int ClockTicks = 1;
    private const int PageSize = 2;

    private static ReadOnlySpan<byte> Release => "1.0"u8;

    private static ReadOnlySpan<byte> Version => "Hermit 1.0"u8;

    [RuntimeExport("SystemNative_SysConf")]
    private static long SysConf(int name) => name switch
    {
        ClockTicks => 100,
        PageSize => Page.Bytes,
        _ => Errno.Fail((int)FileError.Invalid),
    };

    [RuntimeExport("SystemNative_GetOSArchitecture")]
    private static int GetOSArchitecture() => ProcessorArchitecture.Value;

    [RuntimeExport("SystemNative_GetUnixRelease")]
    private static byte* GetUnixRelease()
    {
        // The caller frees it.
        int length = Release.Length + 1;
        var text = (byte*)KernelHeap.Allocate((nuint)length);
        if (text != null)
        {
            Border.TryWriteText(Release, new Span<byte>(text, length));
        }

        return text;
    }

    [RuntimeExport("SystemNative_GetUnixVersion")]
    private static int GetUnixVersion(byte* buffer, int* capacity)
    {
        if (Border.TryWriteText(Version, Border.Buffer(buffer, *capacity)))
        {
            *capacity = Version.Length + 1;
            return 0;
        }

        *capacity = Version.Length + 1;
        return -1;
    }

    [RuntimeExport("SystemNative_GetHostName")]
    private static int GetHostName(byte* buffer, int length)
    {
        ReadOnlySpan<byte> name = Configuration.TryGet("hostname"u8, out ReadOnlySpan<byte> value) && !value.IsEmpty ? value : "hermit"u8;
        return Border.TryWriteText(name, Border.Buffer(buffer, length)) ? 0 : Errno.Fail((int)FileError.NameTooLong);
    }

    [RuntimeExport("SystemNative_SysLog")]
    private static void SysLog(int priority, byte* message, byte* argument)
    {
        // There is no system log, and the call cannot fail: the text is dropped, as where no log daemon runs.
    }
}
