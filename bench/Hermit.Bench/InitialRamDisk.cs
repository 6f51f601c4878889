using System.Text;

namespace Hermit.Bench;

/// <summary>
/// Writes an initial RAM disk: a cpio archive in the <c>newc</c> format, uncompressed, since that boots fastest
/// (Linux, Documentation/driver-api/early-userspace/buffer-format.rst).
/// </summary>
internal static class InitialRamDisk
{
    private const int Directory = 0x41ED;    // S_IFDIR, 0755
    private const int Executable = 0x81ED;   // S_IFREG, 0755

    /// <summary>Writes a disk that holds <paramref name="program"/> as /init.</summary>
    public static void Write(string path, string program)
    {
        using FileStream stream = File.Create(path);
        WriteEntry(stream, 1, "dev", Directory, []);
        WriteEntry(stream, 2, "init", Executable, File.ReadAllBytes(program));
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
