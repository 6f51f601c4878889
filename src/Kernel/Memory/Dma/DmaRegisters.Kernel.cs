using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Registers that take addresses.</summary>
public static class DmaRegisters
{
    /// <summary>Writes an address to a register pair of 32 bits each.</summary>
    public static void WriteAddress(this RegisterWindow window, Register<uint> low, Register<uint> high, DmaAddress value)
    {
        ulong bits;
        unsafe
        {
            // SAFETY: the number goes to the device.
            bits = DmaAddress.ToBits(value);
        }

        window.Write(low, (uint)bits);
        window.Write(high, (uint)(bits >> 32));
    }
}
