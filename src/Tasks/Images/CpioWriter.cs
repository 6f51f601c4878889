using System.Globalization;
using System.Text;

namespace Hermit.Tasks.Images;

/// <summary>
/// Writes cpio archives in the <c>newc</c> format (cpio(5), "New ASCII Format"). Deterministic: owner 0, no time, inode
/// numbers in order.
/// </summary>
internal sealed class CpioWriter
{
    private const uint DirectoryMode = 0x41ed; // S_IFDIR | 0755
    private const uint FileMode = 0x81a4; // S_IFREG | 0644
    private const string Trailer = "TRAILER!!!";

    private readonly MemoryStream _stream = new();
    private uint _inode;

    /// <summary>Adds a directory; <paramref name="path"/> is relative, with <c>/</c>.</summary>
    public void AddDirectory(string path) => Add(path, DirectoryMode, links: 2, default);

    /// <summary>Adds a file; <paramref name="path"/> is relative, with <c>/</c>.</summary>
    public void AddFile(string path, ReadOnlySpan<byte> content) => Add(path, FileMode, links: 1, content);

    /// <summary>Ends the archive and returns it.</summary>
    public byte[] Finish()
    {
        _inode = uint.MaxValue;
        Add(Trailer, mode: 0, links: 1, default);
        return _stream.ToArray();
    }

    private void Add(string path, uint mode, uint links, ReadOnlySpan<byte> content)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + "\0");
        _inode++;
        // ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor, rdevminor, namesize, check
        ReadOnlySpan<uint> fields = [_inode, mode, 0, 0, links, 0, (uint)content.Length, 0, 0, 0, 0, (uint)name.Length, 0];
        _stream.Write("070701"u8);
        foreach (uint field in fields)
            _stream.Write(Encoding.ASCII.GetBytes(field.ToString("x8", CultureInfo.InvariantCulture)));
        _stream.Write(name);
        Pad();
        _stream.Write(content);
        Pad();
    }

    private void Pad()
    {
        while (_stream.Length % 4 != 0)
            _stream.WriteByte(0);
    }
}
