using System.Text;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files.Tests;

/// <summary>A file system of its own for one test, with text for paths and exceptions for unexpected errors.</summary>
internal sealed class Machine
{
    private FileSystemState _state;

    public Machine(ulong maximumPages = 1 << 20, bool terminal = false)
    {
        FileClock.Set(0);
        Check(_state.Initialize(terminal, maximumPages, seed: 1));
    }

    public ref FileSystemState State => ref _state;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public SystemError TryOpen(string path, OpenOptions options, out FileHandle file, int permissions = 0x1B6) =>
        _state.Open(Bytes(path), options, permissions, out file);

    public FileHandle Open(string path, OpenOptions options = OpenOptions.Read | OpenOptions.Write, int permissions = 0x1B6)
    {
        Check(TryOpen(path, options, out FileHandle file, permissions));
        return file;
    }

    public void Close(FileHandle file) => Check(_state.Close(file, out _));

    public int Write(FileHandle file, byte[] bytes)
    {
        Check(_state.Write(file, bytes, out int count));
        return count;
    }

    public byte[] Read(FileHandle file, int length)
    {
        var buffer = new byte[length];
        Check(_state.Read(file, buffer, out int count));
        return buffer[..count];
    }

    public byte[] ReadAt(FileHandle file, long position, int length)
    {
        var buffer = new byte[length];
        Check(_state.ReadAt(file, position, buffer, out int count));
        return buffer[..count];
    }

    public void WriteFile(string path, byte[] content)
    {
        FileHandle file = Open(path, OpenOptions.Write | OpenOptions.Create | OpenOptions.Truncate);
        if (content.Length != 0 && Write(file, content) != content.Length)
        {
            throw new IOException("The file system is full.");
        }

        Close(file);
    }

    public void WriteFile(string path, string content) => WriteFile(path, Bytes(content));

    public byte[] ReadFile(string path)
    {
        FileHandle file = Open(path, OpenOptions.Read);
        var content = new List<byte>();
        for (byte[] part = Read(file, 5000); part.Length != 0; part = Read(file, 5000))
        {
            content.AddRange(part);
        }

        Close(file);
        return [.. content];
    }

    public string ReadText(string path) => Encoding.UTF8.GetString(ReadFile(path));

    public SystemError MakeDirectory(string path, int permissions = 0x1FF) => _state.MakeDirectory(Bytes(path), permissions);

    public SystemError RemoveDirectory(string path) => _state.RemoveDirectory(Bytes(path));

    public SystemError Unlink(string path) => _state.Unlink(Bytes(path));

    public SystemError Rename(string from, string to) => _state.Rename(Bytes(from), Bytes(to));

    public SystemError MakeLink(string existing, string path) => _state.MakeLink(Bytes(existing), Bytes(path));

    public SystemError MakeSymbolicLink(string text, string path) => _state.MakeSymbolicLink(Bytes(text), Bytes(path));

    public SystemError ChangeDirectory(string path) => _state.ChangeDirectory(Bytes(path));

    public SystemError TryStatus(string path, out FileStatus status, bool follow = true) => _state.GetStatus(Bytes(path), follow, out status);

    public FileStatus Status(string path, bool follow = true)
    {
        Check(TryStatus(path, out FileStatus status, follow));
        return status;
    }

    public bool Exists(string path) => TryStatus(path, out _, follow: false) == SystemError.None;

    public string ReadLink(string path)
    {
        var buffer = new byte[5000];
        Check(_state.ReadLink(Bytes(path), buffer, out int length));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public SystemError TryRealPath(string path, out string real)
    {
        var buffer = new byte[5000];
        SystemError error = _state.GetRealPath(Bytes(path), buffer, out int length);
        real = Encoding.UTF8.GetString(buffer, 0, length);
        return error;
    }

    public string WorkingDirectory()
    {
        var buffer = new byte[5000];
        Check(_state.GetWorkingDirectory(buffer, out int length));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public List<string> List(string path)
    {
        FileHandle file = Open(path, OpenOptions.Read | OpenOptions.Directory);
        var names = new List<string>();
        while (TryNext(file, out string name))
        {
            names.Add(name);
        }

        Close(file);
        return names;
    }

    public bool TryNext(FileHandle file, out string name)
    {
        Check(_state.ReadDirectory(file, out FileName found, out FileKind kind));
        name = Encoding.UTF8.GetString(found.Span);
        return kind != FileKind.None;
    }

    public unsafe SystemError Mount(byte[] archive, out int position)
    {
        // Kept for ever, as the type demands.
        byte[] kept = GC.AllocateArray<byte>(archive.Length + 1, pinned: true);
        archive.CopyTo(kept, 0);
        s_archives.Add(kept);
        fixed (byte* start = kept)
        {
            return _state.Mount(new StaticBytes(start, archive.Length), out position);
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentBag<byte[]> s_archives = [];

    private static void Check(SystemError error)
    {
        if (error != SystemError.None)
        {
            throw new FileErrorException(error);
        }
    }
}
