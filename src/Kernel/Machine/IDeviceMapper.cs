namespace Hermit.Machine;

/// <summary>What makes device registers reachable at their physical address.</summary>
public interface IDeviceMapper
{
    /// <summary>Maps them; false when memory ran out.</summary>
    static abstract bool TryMap(nuint physical, nuint bytes);
}
