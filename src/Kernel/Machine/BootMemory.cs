using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>The RAM as the boot loader reported it. Anybody can fill a <see cref="MemoryMap"/>; that this one is RAM, only this layer can say.</summary>
public readonly struct BootMemory
{
    private readonly MemoryMap _map;

    /// <summary>The loader's map.</summary>
    internal BootMemory(in MemoryMap map, MemoryRange registers = default)
    {
        _map = map;
        Registers = registers;
    }

    /// <summary>Device registers in memory that are in use from the first moment on: the console's. Empty where that is reached by ports.</summary>
    public MemoryRange Registers { get; }

    /// <summary>The ranges.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref readonly MemoryMap Map => ref _map;
}
