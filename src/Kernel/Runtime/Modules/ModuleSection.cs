using System.Runtime.InteropServices;

namespace Hermit.Runtime.Modules;

/// <summary>A row behind a <see cref="ReadyToRunHeader"/>: where a section of the module is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct ModuleSection
{
    private const int HasEnd = 1;

    private readonly int _id;
    private readonly int _flags;
    private readonly byte* _start;
    private readonly byte* _end;

    /// <summary>Which section it is.</summary>
    public int Id => _id;

    /// <summary>The first byte.</summary>
    public byte* Start => _start;

    /// <summary>The size in bytes: that of a pointer where no end is given.</summary>
    // SAFETY: both addresses were set by the compiler, in one section.
    public int Length => (_flags & HasEnd) != 0 ? (int)(_end - _start) : sizeof(void*);
}
