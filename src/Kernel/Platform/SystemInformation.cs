using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>What the system says of itself (System.Native's pal_sysctl, pal_runtimeinformation and pal_log).</summary>
internal static class SystemInformation
{
    // Interop.Sys.SysConfName.
    private const int ClockTicks = 1;
    private const int PageSize = 2;

    private static ReadOnlySpan<byte> Release => "1.0"u8;

    private static ReadOnlySpan<byte> Version => "Hermit 1.0"u8;

    [Export("SystemNative_SysConf")]
    internal static long SysConf(int name) => name switch
    {
        ClockTicks => 100,
        PageSize => Page.Bytes,
        _ => Errno.Fail(SystemError.Invalid),
    };

    [Export("SystemNative_GetOSArchitecture")]
    internal static int GetOSArchitecture() => ProcessorArchitecture.Value;

    [Export("SystemNative_GetUnixRelease")]
    [return: Allocated]
    internal static ReadOnlySpan<byte> GetUnixRelease() => Release;

    [Export("SystemNative_GetUnixVersion")]
    internal static int GetUnixVersion([Length(nameof(capacity))] Span<byte> buffer, ref int capacity)
    {
        if (TextBuilder.TryCopy(Version, buffer))
        {
            capacity = Version.Length + 1;
            return 0;
        }

        capacity = Version.Length + 1;
        return -1;
    }

    [Export("SystemNative_GetHostName")]
    internal static int GetHostName(Span<byte> buffer)
    {
        return TextBuilder.TryCopy(HostName.Value, buffer) ? 0 : Errno.Fail(SystemError.NameTooLong);
    }

    // As Linux says it that was told no domain (NIS's, not DNS's).
    [Export("SystemNative_GetDomainName")]
    internal static int GetDomainName(Span<byte> buffer) => TextBuilder.TryCopy("(none)"u8, buffer) ? 0 : Errno.Fail(SystemError.Invalid);

    [Export("SystemNative_SysLog")]
    internal static void SysLog(int priority, [Text] ReadOnlySpan<byte> message, [Text] ReadOnlySpan<byte> argument)
    {
        // There is no system log, and the call cannot fail: the text is dropped, as where no log daemon runs.
    }
}
