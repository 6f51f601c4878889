using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Files by name (System.Native's pal_io).</summary>
internal static class FileNames
{
    private const int AccessExecute = 1;
    private const int AccessKnown = 7;
    private const int LongestPath = 4096;
    private const int TemplateLength = 6;
    private const int TemplateAttempts = 100;

    [Export("SystemNative_Stat")]
    internal static SystemError Stat([Text] ReadOnlySpan<byte> path, out FileStatusBuffer output) => Stat(path, out output, follow: true);

    [Export("SystemNative_LStat")]
    internal static SystemError LStat([Text] ReadOnlySpan<byte> path, out FileStatusBuffer output) => Stat(path, out output, follow: false);

    [Export("SystemNative_Access")]
    internal static int Access([Text] ReadOnlySpan<byte> path, int mode)
    {
        return (mode & ~AccessKnown) != 0
            ? Errno.Fail(SystemError.Invalid)
            : Errno.Result(FileSystem.CheckAccess(path, (mode & AccessExecute) != 0));
    }

    [Export("SystemNative_ChMod")]
    internal static SystemError ChMod([Text] ReadOnlySpan<byte> path, int mode) => FileSystem.ChangePermissions(path, mode);

    [Export("SystemNative_UTimensat")]
    internal static SystemError UTimensat([Text] ReadOnlySpan<byte> path, [Length(2)] ReadOnlySpan<TimeSpecification> times)
    {
        return FileSystem.SetTimes(path, times[0].Ticks, times[1].Ticks);
    }

    [Export("SystemNative_Unlink")]
    internal static SystemError Unlink([Text] ReadOnlySpan<byte> path) => FileSystem.Unlink(path);

    [Export("SystemNative_Rename")]
    internal static SystemError Rename([Text] ReadOnlySpan<byte> from, [Text] ReadOnlySpan<byte> to) => FileSystem.Rename(from, to);

    [Export("SystemNative_Link")]
    internal static SystemError Link([Text] ReadOnlySpan<byte> existing, [Text] ReadOnlySpan<byte> path) => FileSystem.MakeLink(existing, path);

    [Export("SystemNative_SymLink")]
    internal static SystemError SymLink([Text] ReadOnlySpan<byte> target, [Text] ReadOnlySpan<byte> path) => FileSystem.MakeSymbolicLink(target, path);

    [Export("SystemNative_ReadLink")]
    internal static int ReadLink([Text] ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        return buffer.IsEmpty
            ? Errno.Fail(SystemError.Invalid)
            : Errno.Result(FileSystem.ReadLink(path, buffer, out int count), count);
    }

    [Export("SystemNative_RealPath")]
    internal static ProgramMemory RealPath([Text] ReadOnlySpan<byte> path)
    {
        Span<byte> buffer = stackalloc byte[LongestPath];
        SystemError error = FileSystem.GetRealPath(path, buffer.Slice(0, LongestPath - 1), out int length);
        if (error != SystemError.None)
        {
            return Errno.Fail(error == SystemError.OutOfRange ? SystemError.NameTooLong : error, default(ProgramMemory));
        }

        buffer[length] = 0;
        return Heap.OrNoMemory(ProgramMemory.Copy(buffer.Slice(0, length + 1)));
    }

    [Export("SystemNative_MkdTemp")]
    [return: ReturnsArgument(nameof(template))]
    internal static bool MkdTemp([Text] Span<byte> template) => MakeUnique(template, suffixLength: 0, directory: true) >= 0;

    [Export("SystemNative_MksTemps")]
    internal static int MksTemps([Text] Span<byte> template, int suffixLength) => MakeUnique(template, suffixLength, directory: false);

    [Export("SystemNative_PathConf")]
    internal static int PathConf([Text] ReadOnlySpan<byte> path, int name)
    {
        // Interop.Sys.PathConfName, the ones that files of every sort have.
        switch (name)
        {
            case 1: // PC_LINK_MAX
                return int.MaxValue;
            case 4: // PC_NAME_MAX
                return 255;
            case 5: // PC_PATH_MAX
                return LongestPath;
            case 6: // PC_PIPE_BUF
                return 4096;
            default:
                return Errno.Fail(SystemError.Invalid);
        }
    }

    // Files have no such flags here, as on Linux: System.Native's CanGetHiddenFlag and its relatives.
    [Export("SystemNative_CanGetHiddenFlag")]
    internal static int CanGetHiddenFlag() => 0;

    [Export("SystemNative_LChflagsCanSetHiddenFlag")]
    internal static int LChflagsCanSetHiddenFlag() => 0;

    [Export("SystemNative_LChflags")]
    internal static SystemError LChflags([Text] ReadOnlySpan<byte> path, uint flags) => SystemError.NotSupported;

    [Export("SystemNative_FChflags")]
    internal static SystemError FChflags(int descriptor, uint flags) => SystemError.NotSupported;

    private static SystemError Stat(ReadOnlySpan<byte> path, out FileStatusBuffer output, bool follow)
    {
        SystemError error = FileSystem.GetStatus(path, follow, out FileStatus status);
        output = error == SystemError.None ? new FileStatusBuffer(status) : default;
        return error;
    }

    // Replaces the XXXXXX in front of the suffix by characters such that the file is new. Returns a descriptor (0 for a directory), or -1.
    private static int MakeUnique(Span<byte> path, int suffixLength, bool directory)
    {
        int start = path.Length - suffixLength - TemplateLength;
        if (suffixLength < 0 || start < 0 || !((ReadOnlySpan<byte>)path).Slice(start, TemplateLength).SequenceEqual("XXXXXX"u8))
        {
            return Errno.Fail(SystemError.Invalid);
        }

        Span<byte> characters = path.Slice(start, TemplateLength);
        SystemError error = SystemError.AlreadyExists;
        int descriptor = 0;
        for (int attempt = 0; attempt < TemplateAttempts && error == SystemError.AlreadyExists; attempt++)
        {
            EntropySource.FillNonSecret(characters);
            foreach (ref byte character in characters)
            {
                character = Letters[character % Letters.Length];
            }

            error = directory
                ? FileSystem.MakeDirectory(path, 0x1C0)
                : DescriptorTable.Open(path, OpenOptions.Read | OpenOptions.Write | OpenOptions.Create | OpenOptions.Exclusive, 0x180, out descriptor);
        }

        return Errno.Result(error, descriptor);
    }

    private static ReadOnlySpan<byte> Letters => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8;
}
