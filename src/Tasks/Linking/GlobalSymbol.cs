using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>What all objects together know about one global name.</summary>
internal sealed class GlobalSymbol(string name)
{
    public string Name { get; } = name;

    /// <summary>The object with the chosen definition; null for an undefined symbol and for one that the linker defines.</summary>
    public InputObject? Owner { get; set; }

    /// <summary>The chosen definition as it stands in <see cref="Owner"/>.</summary>
    public ElfSymbol Definition { get; set; }

    /// <summary>Where the definition lies; null for absolute and undefined symbols.</summary>
    public Chunk? Chunk { get; set; }

    /// <summary>Offset in <see cref="Chunk"/>, or the value of an absolute symbol.</summary>
    public ulong Value { get; set; }

    public bool IsDefined { get; set; }

    /// <summary>The chosen definition gives way to a strong one.</summary>
    public bool IsWeakDefinition { get; set; }

    /// <summary>For a common symbol, the strictest alignment that an object asks for, in bytes.</summary>
    public ulong CommonAlignment { get; set; } = 1;

    /// <summary>Some object needs a definition: not all references are weak.</summary>
    public bool IsStronglyReferenced { get; set; }

    /// <summary>Address or absolute value, after layout; 0 in a section that was dropped.</summary>
    public ulong Address => Chunk is null ? Value : Chunk.Output is null ? 0 : Chunk.Address + Value;
}
