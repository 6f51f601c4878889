namespace Hermit.Machine;

/// <summary>The 8259 pair of old PCs: moved out of the exceptions' way and masked.</summary>
internal static class LegacyInterrupts
{
    private const ushort FirstCommand = 0x20;
    private const ushort FirstData = 0x21;
    private const ushort SecondCommand = 0xA0;
    private const ushort SecondData = 0xA1;

    /// <summary>Turns both off (Intel 8259A, initialisation command words). A spurious one lands on vectors 0x20 to 0x2F.</summary>
    public static void Disable()
    {
        Port.Write8(FirstCommand, 0x11);
        Port.Write8(SecondCommand, 0x11);
        Port.Write8(FirstData, Interrupts.LegacyVector);
        Port.Write8(SecondData, Interrupts.LegacyVector + 8);
        Port.Write8(FirstData, 4);
        Port.Write8(SecondData, 2);
        Port.Write8(FirstData, 1);
        Port.Write8(SecondData, 1);
        Port.Write8(FirstData, 0xFF);
        Port.Write8(SecondData, 0xFF);
    }
}
