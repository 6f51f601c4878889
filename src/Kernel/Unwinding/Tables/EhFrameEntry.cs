namespace Hermit.Unwinding;

/// <summary>The part that all entries of .eh_frame begin with: a length, and what kind of entry it is (LSB Core, section 10.6.1).</summary>
public struct EhFrameEntry
{
    /// <summary>The <see cref="Identifier"/> of a common information entry.</summary>
    public const uint CommonInformation = 0;

    private const uint Terminator = 0;
    private const uint ExtendedLength = 0xFFFF_FFFF;

    /// <summary>0 in a common information entry; else how far before the identifier the common information entry starts.</summary>
    public uint Identifier;

    /// <summary>The address of the identifier.</summary>
    public ulong IdentifierAddress;

    /// <summary>The address behind the identifier.</summary>
    public ulong BodyStart;

    /// <summary>The address behind the entry.</summary>
    public ulong End;

    /// <summary>Reads the entry at <paramref name="address"/>. False for the terminator, the 64-bit form, and what does not fit.</summary>
    public static bool TryRead(AddressedBytes frames, ulong address, out EhFrameEntry entry)
    {
        entry = default;
        if (!frames.TryRead(address, out uint length) || length is Terminator or ExtendedLength)
        {
            return false;
        }

        entry.IdentifierAddress = address + sizeof(uint);
        entry.BodyStart = entry.IdentifierAddress + sizeof(uint);
        entry.End = entry.IdentifierAddress + length;
        return entry.BodyStart <= entry.End && entry.End <= frames.End && frames.TryRead(entry.IdentifierAddress, out entry.Identifier);
    }
}
