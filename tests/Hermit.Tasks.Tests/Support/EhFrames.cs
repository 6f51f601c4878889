namespace Hermit.Tasks.Tests.Support;

/// <summary>Unwind data as bytes.</summary>
internal static class EhFrames
{
    /// <summary>Offset of the field with the function's address in <see cref="OneFunction"/>.</summary>
    public const int FunctionField = 24 + 8;

    /// <summary>A CIE with augmentation "zLR" (pcrel, sdata4), and FDEs of <see cref="RecordSize"/> bytes for functions with data.</summary>
    public static byte[] WithData(int functions)
    {
        byte[] bytes = new byte[RecordSize * (functions + 1)];
        ReadOnlySpan<byte> cie = [20, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'z', (byte)'L', (byte)'R', 0, 1, 0x78, 16, 2, 0x1b, 0x1b];
        cie.CopyTo(bytes);
        for (int offset = RecordSize; offset < bytes.Length; offset += RecordSize)
        {
            bytes[offset] = 20;
            bytes[offset + 4] = (byte)(offset + 4);
            bytes[offset + 16] = 4;
        }
        return bytes;
    }

    /// <summary>Size of a record of <see cref="WithData"/>.</summary>
    public const int RecordSize = 24;

    /// <summary>Offset of the field with the function's address in an FDE of <see cref="WithData"/>.</summary>
    public const int Function = 8;

    /// <summary>Offset of the field with the address of the function's data in an FDE of <see cref="WithData"/>.</summary>
    public const int Data = 17;

    /// <summary>A CIE with augmentation "zR" (pcrel, sdata4) and an FDE for a function of 16 bytes.</summary>
    public static ReadOnlySpan<byte> OneFunction =>
    [
        20, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'z', (byte)'R', 0, 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0,
        20, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
}
