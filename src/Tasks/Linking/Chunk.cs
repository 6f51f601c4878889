namespace Hermit.Tasks.Linking;

/// <summary>A piece of an output section: an input section or something that the linker makes.</summary>
internal abstract class Chunk
{
    /// <summary>Name for the map file.</summary>
    public abstract string Origin { get; }

    /// <summary>Size in bytes.</summary>
    public ulong Size { get; protected set; }

    /// <summary>How many of the bytes come from a file or from the linker, and are not just zero.</summary>
    public virtual ulong FileSize => Size;

    /// <summary>A power of two, at least 1.</summary>
    public ulong Alignment { get; protected init; } = 1;

    /// <summary>The section it was placed in; null when it is discarded.</summary>
    public OutputSection? Output { get; set; }

    /// <summary>Offset in <see cref="Output"/>, in bytes.</summary>
    public ulong Offset { get; set; }

    /// <summary>Address in memory, or the offset in a section that is not loaded. 0 when discarded.</summary>
    public ulong Address => Output is null ? 0 : Output.Address + Offset;

    /// <summary>Its part of the output section's content.</summary>
    public Span<byte> OutputSpan => Output!.Content.AsSpan((int)Offset, (int)Size);
}
