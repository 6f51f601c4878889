using System.Runtime.InteropServices;

namespace Hermit.Runtime.Modules;

/// <summary>A row behind a <see cref="ReadyToRunHeader"/>: where a section of the module is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ModuleSection
{
    private const int HasEnd = 1;
    private const int PointerBytes = 8;

    private readonly int _id;
    private readonly int _flags;
    private readonly nuint _start;
    private readonly nuint _end;

    /// <summary>Which section it is.</summary>
    public int Id => _id;

    /// <summary>The address of the first byte.</summary>
    public nuint Start => _start;

    /// <summary>The size in bytes: that of a pointer where no end is given; 0 in the row of no section.</summary>
    public int Length => _start == 0 ? 0 : (_flags & HasEnd) != 0 ? (int)(_end - _start) : PointerBytes;
}
