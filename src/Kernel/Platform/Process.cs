using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The one process and its one user (System.Native's pal_process, pal_uid and pal_runtimeextensions).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class Process
{
    private const int ProcessId = 1;

    // What a shell reports of a process that abort(3) ended: 128 and the number of SIGABRT.
    private const int AbortExitCode = 134;

    [RuntimeExport("SystemNative_Exit")]
    private static void Exit(int exitCode) => MachineControl.PowerOff(exitCode & 0xFF);

    [RuntimeExport("SystemNative_Abort")]
    private static void Abort() => MachineControl.PowerOff(AbortExitCode);

    [RuntimeExport("SystemNative_GetPid")]
    private static int GetPid() => ProcessId;

    [RuntimeExport("SystemNative_GetEUid")]
    private static uint GetEUid() => 0;

    [RuntimeExport("SystemNative_GetEGid")]
    private static uint GetEGid() => 0;

    [RuntimeExport("SystemNative_SetEUid")]
    private static int SetEUid(uint user) => user == 0 ? 0 : Errno.Fail((int)FileError.NotPermitted);

    [RuntimeExport("SystemNative_GetGroups")]
    private static int GetGroups(int capacity, uint* groups)
    {
        if (capacity > 0)
        {
            *groups = 0;
        }

        return 1;
    }

    [RuntimeExport("SystemNative_GetPwUidR")]
    private static int GetPwUidR(uint user, Account* account, byte* buffer, int length) => user == 0 ? Fill(account, buffer, length) : NoSuchAccount(account);

    [RuntimeExport("SystemNative_GetPwNamR")]
    private static int GetPwNamR(byte* name, Account* account, byte* buffer, int length)
    {
        return Border.Text(name).SequenceEqual("root"u8) ? Fill(account, buffer, length) : NoSuchAccount(account);
    }

    [RuntimeExport("SystemNative_GetProcessPath")]
    private static byte* GetProcessPath()
    {
        // The caller frees it. The name is the program's; the file itself is the image that booted, and is not in the file system.
        ReadOnlySpan<byte> name = Configuration.TryGet("program"u8, out ReadOnlySpan<byte> value) && !value.IsEmpty ? value : "program"u8;
        ReadOnlySpan<byte> folder = "/app/"u8;
        int length = folder.Length + name.Length + 1;
        var path = (byte*)KernelHeap.Allocate((nuint)length);
        if (path != null)
        {
            var text = new Span<byte>(path, length);
            folder.CopyTo(text);
            Border.TryWriteText(name, text.Slice(folder.Length));
        }

        return path;
    }

    [RuntimeExport("SystemNative_Kill")]
    private static int Kill(int process, int signal)
    {
        if (process != ProcessId)
        {
            return Errno.Fail(Errno.NoProcess);
        }

        // Signal 0 only asks whether the process exists. No other one can be delivered.
        return signal == 0 ? 0 : Errno.Fail(Errno.NotImplemented);
    }

    [RuntimeExport("SystemNative_ForkAndExecProcess")]
    private static int ForkAndExecProcess(
        byte* file, byte** arguments, byte** environment, byte* folder, int redirectInput, int redirectOutput, int redirectError, int setUser,
        uint user, uint group, uint* groups, int groupCount, int* child, int* input, int* output, int* error)
    {
        *child = -1;
        *input = -1;
        *output = -1;
        *error = -1;
        return Errno.Fail(Errno.NotImplemented);
    }

    [RuntimeExport("SystemNative_WaitIdAnyExitedNoHangNoWait")]
    private static int WaitIdAnyExitedNoHangNoWait() => Errno.Fail(Errno.NoChildren);

    [RuntimeExport("SystemNative_WaitPidExitedNoHang")]
    private static int WaitPidExitedNoHang(int process, int* exitCode)
    {
        *exitCode = 0;
        return Errno.Fail(Errno.NoChildren);
    }

    private static int NoSuchAccount(Account* account)
    {
        *account = default;
        return -1;
    }

    // Returns 0, or the number of the error: the text must fit behind the structure's pointers.
    private static int Fill(Account* account, byte* buffer, int length)
    {
        *account = default;
        ReadOnlySpan<byte> text = "root\0/root\0\0"u8;
        Span<byte> destination = Border.Buffer(buffer, length);
        if (!text.TryCopyTo(destination))
        {
            return (int)FileError.OutOfRange;
        }

        account->Name = buffer;
        account->HomeDirectory = buffer + 5;
        account->Password = buffer + 11;
        account->UserInfo = buffer + 11;
        account->Shell = buffer + 11;
        return 0;
    }

    // As the libraries lay it out: Interop.Sys.Passwd.
    private struct Account
    {
        public byte* Name;
        public byte* Password;
        public uint UserId;
        public uint GroupId;
        public byte* UserInfo;
        public byte* HomeDirectory;
        public byte* Shell;
    }
}
