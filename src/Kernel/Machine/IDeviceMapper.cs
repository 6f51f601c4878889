namespace Hermit.Machine;

/// <summary>What makes device registers reachable at their physical address, and knows what is.</summary>
[Trusted]
public interface IDeviceMapper
{
    /// <summary>Maps them; false when memory ran out, or when something else is mapped there.</summary>
    static abstract bool TryMap(nuint physical, nuint bytes);

    /// <summary>Whether every byte of a range can be read.</summary>
    static abstract bool IsMapped(nuint physical, nuint bytes);
}
