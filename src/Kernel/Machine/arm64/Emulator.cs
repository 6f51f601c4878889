namespace Hermit.Machine;

/// <summary>How QEMU's translator (TCG) is known.</summary>
internal static class Emulator
{
    /// <summary>In timestamps: about a millisecond, so that the cache of a program that starts has grown soon. The counter has 62.5 MHz there (QEMU target/arm, <c>GTIMER_SCALE</c>).</summary>
    public const ulong ShortestInterval = 1 << 16;

    /// <summary>About a fifth of a second, so that filling the cache again costs nothing to speak of.</summary>
    public const ulong LongestInterval = 1 << 24;

    /// <summary>
    /// Whether it is what runs us, with its own CPU, <c>max</c>: its implementer (MIDR_EL1, Arm ARM, D19.2.106) is that of software. The CPUs that it
    /// imitates are not to be told from real ones.
    /// </summary>
    public static bool IsPresent
    {
        get
        {
            unsafe
            {
                // SAFETY: reads a register that every CPU has.
                return (Instructions.MainIdentifier() >> 24 & 0xFF) == 0;
            }
        }
    }
}
