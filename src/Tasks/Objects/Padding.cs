using LibObjectFile.Elf;

namespace Hermit.Tasks.Objects;

/// <summary>Zeros in a file between two sections.</summary>
internal sealed class Padding : ElfContentData
{
    public Padding(ulong size) => Size = size;

    public override void Write(ElfWriter writer) => writer.WriteZero((int)Size);
}
