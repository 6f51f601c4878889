namespace Hermit.Tasks.Linking.Unwind;

/// <summary>Reads the part of a CIE that says how addresses are encoded (LSB, "CIE Augmentation Data").</summary>
internal static class CieAugmentation
{
    private const int VersionOffset = 8;

    /// <summary>
    /// Finds the encoding of FDE addresses; <c>DW_EH_PE_absptr</c> when the CIE does not say. Returns false when the
    /// bytes end early or the augmentation is not one of z, R, L, P, S, B.
    /// </summary>
    public static bool TryReadPointerEncoding(ReadOnlySpan<byte> cie, out byte encoding)
    {
        encoding = EhPointer.Absolute;
        if (cie.Length <= VersionOffset || cie[VersionOffset] is not (1 or 3))
            return false;
        ReadOnlySpan<byte> rest = cie[(VersionOffset + 1)..];
        int length = rest.IndexOf((byte)0);
        if (length < 0)
            return false;
        ReadOnlySpan<byte> augmentation = rest[..length];
        rest = rest[(length + 1)..];
        // Code alignment, data alignment, return address register, then the size of the augmentation data.
        bool isSound = SkipLeb128(ref rest) && SkipLeb128(ref rest) && SkipLeb128(ref rest);
        if (augmentation.IsEmpty || !isSound)
            return isSound;
        if (augmentation[0] != 'z' || !SkipLeb128(ref rest))
            return false;
        foreach (byte letter in augmentation[1..])
        {
            switch (letter)
            {
                case (byte)'R' when !rest.IsEmpty:
                    encoding = rest[0];
                    rest = rest[1..];
                    break;
                case (byte)'L' when !rest.IsEmpty:
                    rest = rest[1..];
                    break;
                case (byte)'P' when !rest.IsEmpty && EhPointer.SizeOf(rest[0]) is > 0 and int size && rest.Length > size:
                    rest = rest[(1 + size)..];
                    break;
                case (byte)'S' or (byte)'B':
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private static bool SkipLeb128(ref ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if ((bytes[i] & 0x80) != 0)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}
