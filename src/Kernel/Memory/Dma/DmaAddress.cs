namespace Hermit.Memory;

/// <summary>Where a device finds memory. Safe code passes it on to the device, and can neither make one nor see the number.</summary>
public readonly struct DmaAddress
{
    private readonly ulong _value;

    private DmaAddress(ulong value)
    {
        _value = value;
    }

    /// <summary>The address of memory that devices may use.</summary>
    /// <remarks>Safety: a device may read and write there, for as long as the address is known to anybody.</remarks>
    [RequiresUnsafe]
    public static DmaAddress From(nuint physical) => new(physical);

    /// <summary>The number.</summary>
    /// <remarks>Safety: it goes to a device, and nowhere else.</remarks>
    [RequiresUnsafe]
    public static ulong ToBits(DmaAddress address) => address._value;
}
