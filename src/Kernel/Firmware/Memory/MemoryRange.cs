using System.Runtime.InteropServices;

namespace Hermit.Firmware;

/// <summary>A range of physical memory. In this form Boot.S has tables of them, too.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct MemoryRange
{
    /// <summary>Makes a range.</summary>
    public MemoryRange(nuint start, nuint length)
    {
        Start = start;
        Length = length;
    }

    /// <summary>The first address.</summary>
    public nuint Start { get; }

    /// <summary>The size in bytes.</summary>
    public nuint Length { get; }

    /// <summary>The address after the last.</summary>
    public nuint End => Start + Length;
}
