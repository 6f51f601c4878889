using System.Runtime.InteropServices;

namespace Hermit.Net.Tests.Linux;

/// <summary>What .NET does not have of Linux's calls.</summary>
internal static partial class LibC
{
    public const int NewNetwork = 0x4000_0000;

    // O_RDWR, O_NONBLOCK, O_CLOEXEC: a program that another test starts meanwhile must not keep the file.
    public const int ReadWriteNonBlocking = 0x8_0802;
    public const nuint SetInterface = 0x4004_54CA;
    public const short TapWithoutHeader = 0x1002;

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, byte[] argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    public static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    public struct PollEntry
    {
        public int File;
        public short Events;
        public short Happened;
    }
}
