using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>What an RTL8139 interrupts for. The handler silences the chip; who asks for the next interrupt lets it speak again.</summary>
internal readonly struct Rtl8139Interrupt : IInterruptHandler
{
    private static InterruptOnceCell<RegisterWindow> s_registers;

    /// <summary>Says where the chip's registers are, for the handler; false when there is one already.</summary>
    public static bool TrySet(RegisterWindow registers) => s_registers.TrySet(registers);

    /// <inheritdoc/>
    [InterruptHandler]
    public static void OnInterrupt(nuint argument)
    {
        if (!s_registers.TryGet(out RegisterWindow registers))
        {
            return;
        }

        // The line may be shared.
        ushort status = registers.Read(Rtl8139Registers.InterruptStatus);
        if (status == 0)
        {
            return;
        }

        registers.Write(Rtl8139Registers.InterruptMask, (ushort)0);
        registers.Write(Rtl8139Registers.InterruptStatus, status);
        NetworkCards.OnInterrupt((status & Rtl8139Registers.LinkChanged) != 0);
    }
}
