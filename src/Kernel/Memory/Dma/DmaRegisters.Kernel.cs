using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Registers that take addresses.</summary>
public static class DmaRegisters
{
    /// <summary>Writes an address to a register pair of 32 bits each.</summary>
    public static void WriteAddress(this RegisterWindow window, Register<uint> low, Register<uint> high, DmaAddress value)
    {
        ulong bits = BitsOf(value);
        window.Write(low, (uint)bits);
        window.Write(high, (uint)(bits >> 32));
    }

    /// <summary>Writes an address to a register of 32 bits; false when the memory is beyond what those reach.</summary>
    public static bool TryWriteAddress(this RegisterWindow window, Register<uint> register, DmaAddress value)
    {
        ulong bits = BitsOf(value);
        bool reaches = bits <= uint.MaxValue;
        if (reaches)
        {
            window.Write(register, (uint)bits);
        }

        return reaches;
    }

    // Both callers give the number to the device only.
    private static ulong BitsOf(DmaAddress value)
    {
        unsafe
        {
            // SAFETY: the number goes to the device.
            return DmaAddress.ToBits(value);
        }
    }
}
