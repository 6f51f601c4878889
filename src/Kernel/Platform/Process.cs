using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Devices;
using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The one process and its one user (System.Native's pal_process, pal_uid and pal_runtimeextensions).</summary>
internal static class Process
{
    private const int ProcessId = 1;

    [Export("SystemNative_Exit")]
    internal static void Exit(int exitCode) => SystemConsole.PowerOff(exitCode & 0xFF);

    [Export("SystemNative_Abort")]
    internal static void Abort() => SystemConsole.PowerOff(FatalError.AbortExitCode);

    [Export("SystemNative_GetPid")]
    internal static int GetPid() => ProcessId;

    [Export("SystemNative_GetEUid")]
    internal static uint GetEUid() => 0;

    [Export("SystemNative_GetEGid")]
    internal static uint GetEGid() => 0;

    [Export("SystemNative_SetEUid")]
    internal static SystemError SetEUid(uint user) => user == 0 ? SystemError.None : SystemError.NotPermitted;

    [Export("SystemNative_GetGroups")]
    internal static int GetGroups(int capacity, [Length(nameof(capacity))] Span<uint> groups)
    {
        if (!groups.IsEmpty)
        {
            groups[0] = 0;
        }

        return 1;
    }

    [Export("SystemNative_GetPwUidR", Fault = (int)SystemError.Fault)]
    internal static int GetPwUidR(uint user, out Account account, Span<byte> buffer) => user == 0 ? Fill(out account, buffer) : NoSuchAccount(out account);

    [Export("SystemNative_GetPwNamR", Fault = (int)SystemError.Fault)]
    internal static int GetPwNamR([Text] ReadOnlySpan<byte> name, out Account account, Span<byte> buffer)
    {
        return name.SequenceEqual("root"u8) ? Fill(out account, buffer) : NoSuchAccount(out account);
    }

    [Export("SystemNative_GetProcessPath")]
    [return: Allocated]
    internal static ReadOnlySpan<byte> GetProcessPath()
    {
        // The file itself is the image that booted, and is not in the file system.
        return ProgramName.Path;
    }

    [Export("SystemNative_Kill")]
    internal static int Kill(int process, int signal)
    {
        if (process != ProcessId)
        {
            return Errno.Fail(SystemError.NoProcess);
        }

        return Errno.Result(Signals.Raise(signal));
    }

    [Export("SystemNative_ForkAndExecProcess")]
    internal static int ForkAndExecProcess(
        [Text] ReadOnlySpan<byte> file, nint arguments, nint environment, [Text] ReadOnlySpan<byte> folder, int redirectInput, int redirectOutput, int redirectError, int setUser,
        uint user, uint group, nint groups, int groupCount, out int child, out int input, out int output, out int error)
    {
        child = -1;
        input = -1;
        output = -1;
        error = -1;
        return Errno.Fail(SystemError.NotImplemented);
    }

    [Export("SystemNative_WaitIdAnyExitedNoHangNoWait")]
    internal static SystemError WaitIdAnyExitedNoHangNoWait() => SystemError.NoChildren;

    [Export("SystemNative_WaitPidExitedNoHang")]
    internal static int WaitPidExitedNoHang(int process, out int exitCode)
    {
        exitCode = 0;
        return Errno.Fail(SystemError.NoChildren);
    }

    private static int NoSuchAccount(out Account account)
    {
        account = default;
        return -1;
    }

    // Returns 0, or the number of the error: the text must fit behind the structure's pointers.
    private static int Fill(out Account account, Span<byte> buffer)
    {
        account = default;
        ReadOnlySpan<byte> text = "root\0/root\0\0"u8;
        if (!text.TryCopyTo(buffer))
        {
            return (int)SystemError.OutOfRange;
        }

        nuint start = Address.Of(buffer);
        account.Name = start;
        account.HomeDirectory = start + 5;
        account.Password = start + 11;
        account.UserInfo = start + 11;
        account.Shell = start + 11;
        return 0;
    }

    // As the libraries lay it out: Interop.Sys.Passwd.
    internal struct Account
    {
        public nuint Name;
        public nuint Password;
        public uint UserId;
        public uint GroupId;
        public nuint UserInfo;
        public nuint HomeDirectory;
        public nuint Shell;
    }
}
