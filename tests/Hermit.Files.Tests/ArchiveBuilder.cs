using System.Text;

namespace Hermit.Files.Tests;

/// <summary>Writes a cpio archive of the newc format.</summary>
internal sealed class ArchiveBuilder
{
    public const uint Regular = 0x8000;
    public const uint Directory = 0x4000;
    public const uint SymbolicLink = 0xA000;

    private readonly MemoryStream _archive = new();

    public ArchiveBuilder Add(string name, byte[] content, uint mode = Regular | 0x1A4, uint modifyTime = 0)
    {
        byte[] nameBytes = [.. Encoding.UTF8.GetBytes(name), 0];
        uint[] fields = [1, mode, 0, 0, 1, modifyTime, (uint)content.Length, 0, 0, 0, 0, (uint)nameBytes.Length, 0];
        Append(Encoding.ASCII.GetBytes("070701" + string.Concat(fields.Select(field => field.ToString("X8")))));
        Append(nameBytes);
        Pad();
        Append(content);
        Pad();
        return this;
    }

    public ArchiveBuilder Add(string name, string content, uint mode = Regular | 0x1A4, uint modifyTime = 0) =>
        Add(name, Encoding.UTF8.GetBytes(content), mode, modifyTime);

    public byte[] ToArray() => _archive.ToArray();

    public byte[] Finish() => Add("TRAILER!!!", "", 0).ToArray();

    private void Append(byte[] bytes) => _archive.Write(bytes);

    private void Pad()
    {
        while (_archive.Length % 4 != 0)
        {
            _archive.WriteByte(0);
        }
    }
}
