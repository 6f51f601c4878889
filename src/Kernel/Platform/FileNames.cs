using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>Files by name (System.Native's pal_io).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero and buffers as Border requires.
internal static unsafe class FileNames
{
    private const int AccessExecute = 1;
    private const int AccessKnown = 7;
    private const int TemplateLength = 6;
    private const int TemplateAttempts = 100;

    [RuntimeExport("SystemNative_Stat")]
    private static int Stat(byte* path, FileStatusBuffer* output) => Stat(path, output, follow: true);

    [RuntimeExport("SystemNative_LStat")]
    private static int LStat(byte* path, FileStatusBuffer* output) => Stat(path, output, follow: false);

    [RuntimeExport("SystemNative_Access")]
    private static int Access(byte* path, int mode)
    {
        return (mode & ~AccessKnown) != 0
            ? Errno.Fail((int)FileError.Invalid)
            : Errno.Result(FileSystem.CheckAccess(Border.Text(path), (mode & AccessExecute) != 0));
    }

    [RuntimeExport("SystemNative_ChMod")]
    private static int ChMod(byte* path, int mode) => Errno.Result(FileSystem.ChangePermissions(Border.Text(path), mode));

    [RuntimeExport("SystemNative_UTimensat")]
    private static int UTimensat(byte* path, TimeSpecification* times)
    {
        return Errno.Result(FileSystem.SetTimes(Border.Text(path), times[0].Ticks, times[1].Ticks));
    }

    [RuntimeExport("SystemNative_Unlink")]
    private static int Unlink(byte* path) => Errno.Result(FileSystem.Unlink(Border.Text(path)));

    [RuntimeExport("SystemNative_Rename")]
    private static int Rename(byte* from, byte* to) => Errno.Result(FileSystem.Rename(Border.Text(from), Border.Text(to)));

    [RuntimeExport("SystemNative_Link")]
    private static int Link(byte* existing, byte* path) => Errno.Result(FileSystem.MakeLink(Border.Text(existing), Border.Text(path)));

    [RuntimeExport("SystemNative_SymLink")]
    private static int SymLink(byte* target, byte* path) => Errno.Result(FileSystem.MakeSymbolicLink(Border.Text(target), Border.Text(path)));

    [RuntimeExport("SystemNative_ReadLink")]
    private static int ReadLink(byte* path, byte* buffer, int length)
    {
        return length <= 0
            ? Errno.Fail((int)FileError.Invalid)
            : Errno.Result(FileSystem.ReadLink(Border.Text(path), Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_MkdTemp")]
    private static byte* MkdTemp(byte* template)
    {
        return MakeUnique(template, suffixLength: 0, directory: true) < 0 ? null : template;
    }

    [RuntimeExport("SystemNative_MksTemps")]
    private static nint MksTemps(byte* template, int suffixLength) => MakeUnique(template, suffixLength, directory: false);

    [RuntimeExport("SystemNative_PathConf")]
    private static int PathConf(byte* path, int name)
    {
        // Interop.Sys.PathConfName, the ones that files of every sort have.
        switch (name)
        {
            case 1: // PC_LINK_MAX
                return int.MaxValue;
            case 4: // PC_NAME_MAX
                return 255;
            case 5: // PC_PATH_MAX
                return 4096;
            case 6: // PC_PIPE_BUF
                return 4096;
            default:
                return Errno.Fail((int)FileError.Invalid);
        }
    }

    // Files have no such flags here, as on Linux: System.Native's CanGetHiddenFlag and its relatives.
    [RuntimeExport("SystemNative_CanGetHiddenFlag")]
    private static int CanGetHiddenFlag() => 0;

    [RuntimeExport("SystemNative_LChflagsCanSetHiddenFlag")]
    private static int LChflagsCanSetHiddenFlag() => 0;

    [RuntimeExport("SystemNative_LChflags")]
    private static int LChflags(byte* path, uint flags) => Errno.Fail(Errno.NotSupported);

    [RuntimeExport("SystemNative_FChflags")]
    private static int FChflags(nint descriptor, uint flags) => Errno.Fail(Errno.NotSupported);

    private static int Stat(byte* path, FileStatusBuffer* output, bool follow)
    {
        FileError error = FileSystem.GetStatus(Border.Text(path), follow, out FileStatus status);
        *output = error == FileError.None ? new FileStatusBuffer(status) : default;
        return Errno.Result(error);
    }

    // Replaces the XXXXXX in front of the suffix by characters such that the file is new. Returns a descriptor (0 for a directory), or -1.
    private static int MakeUnique(byte* template, int suffixLength, bool directory)
    {
        ReadOnlySpan<byte> path = Border.Text(template);
        int start = path.Length - suffixLength - TemplateLength;
        if (suffixLength < 0 || start < 0 || !path.Slice(start, TemplateLength).SequenceEqual("XXXXXX"u8))
        {
            return Errno.Fail((int)FileError.Invalid);
        }

        var characters = new Span<byte>(template + start, TemplateLength);
        FileError error = FileError.AlreadyExists;
        int descriptor = 0;
        for (int attempt = 0; attempt < TemplateAttempts && error == FileError.AlreadyExists; attempt++)
        {
            EntropySource.FillNonSecret(characters);
            foreach (ref byte character in characters)
            {
                character = Letters[character % Letters.Length];
            }

            error = directory
                ? FileSystem.MakeDirectory(path, 0x1C0)
                : FileSystem.Open(path, OpenOptions.Read | OpenOptions.Write | OpenOptions.Create | OpenOptions.Exclusive, 0x180, out descriptor);
        }

        return Errno.Result(error, descriptor);
    }

    private static ReadOnlySpan<byte> Letters => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8;
}
