namespace Hermit.Tasks.Tests.Support;

/// <summary>Unwind data as bytes.</summary>
internal static class EhFrames
{
    /// <summary>Offset of the field with the function's address in <see cref="OneFunction"/>.</summary>
    public const int FunctionField = 24 + 8;

    /// <summary>A CIE with augmentation "zR" (pcrel, sdata4) and an FDE for a function of 16 bytes.</summary>
    public static ReadOnlySpan<byte> OneFunction =>
    [
        20, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'z', (byte)'R', 0, 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0,
        20, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
}
