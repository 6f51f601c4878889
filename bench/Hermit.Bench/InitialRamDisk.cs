using System.Text;

namespace Hermit.Bench;

/// <summary>
/// An initial RAM disk: a cpio archive in the <c>newc</c> format, uncompressed, since that boots fastest
/// (Linux, Documentation/driver-api/early-userspace/buffer-format.rst).
/// </summary>
internal sealed class InitialRamDisk
{
    private const int Directory = 0x41ED;    // S_IFDIR, 0755
    private const int Executable = 0x81ED;   // S_IFREG, 0755

    private readonly List<(string Path, int Mode, byte[] Content)> _entries = [];

    /// <summary>Adds a folder; those above it have to be there.</summary>
    public InitialRamDisk AddFolder(string path)
    {
        _entries.Add((path, Directory, []));
        return this;
    }

    /// <summary>Adds a file that can be run.</summary>
    public InitialRamDisk AddFile(string path, byte[] content)
    {
        _entries.Add((path, Executable, content));
        return this;
    }

    /// <summary>Adds what a folder of the host holds, at a path that is a folder already.</summary>
    public InitialRamDisk AddContent(string path, DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
            AddFile($"{path}/{file.Name}", File.ReadAllBytes(file.FullName));
        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
            AddFolder($"{path}/{inner.Name}").AddContent($"{path}/{inner.Name}", inner);
        return this;
    }

    /// <summary>Writes the archive.</summary>
    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        int inode = 1;
        foreach ((string name, int mode, byte[] content) in _entries)
            WriteEntry(stream, inode++, name, mode, content);
        WriteEntry(stream, 0, "TRAILER!!!", 0, []);
    }

    private static void WriteEntry(Stream stream, int inode, string name, int mode, byte[] content)
    {
        byte[] nameBytes = Encoding.ASCII.GetBytes(name + "\0");
        int links = mode == Directory ? 2 : 1;
        // magic, ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor, rdevminor, namesize, check
        int[] fields = [inode, mode, 0, 0, links, 0, content.Length, 0, 0, 0, 0, nameBytes.Length, 0];
        stream.Write(Encoding.ASCII.GetBytes("070701" + string.Concat(fields.Select(f => f.ToString("X8")))));
        stream.Write(nameBytes);
        Pad(stream);
        stream.Write(content);
        Pad(stream);
    }

    private static void Pad(Stream stream)
    {
        while (stream.Position % 4 != 0)
            stream.WriteByte(0);
    }
}
