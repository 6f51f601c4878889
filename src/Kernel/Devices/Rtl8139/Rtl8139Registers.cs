using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>The registers of an RTL8139 and their bits (Realtek, RTL8139D(L) datasheet 1.2, chapters 5 and 6).</summary>
internal static class Rtl8139Registers
{
    /// <summary>How many frames can be on their way out: TSD0 to TSD3.</summary>
    public const int SendSlots = 4;

    /// <summary>CR: the chip resets itself; zero again when it has.</summary>
    public const byte CommandReset = 1 << 4;

    /// <summary>CR: receives.</summary>
    public const byte CommandReceive = 1 << 3;

    /// <summary>CR: sends.</summary>
    public const byte CommandSend = 1 << 2;

    /// <summary>ISR and IMR: frames have come, good and bad.</summary>
    public const ushort Received = 1 << 0 | 1 << 1;

    /// <summary>ISR and IMR: frames have gone, well or not.</summary>
    public const ushort Sent = 1 << 2 | 1 << 3;

    /// <summary>ISR and IMR: the ring or the chip's own memory is full.</summary>
    public const ushort Overflow = 1 << 4 | 1 << 6;

    /// <summary>ISR and IMR: the carrier came or went.</summary>
    public const ushort LinkChanged = 1 << 5;

    /// <summary>ISR: all of it.</summary>
    public const ushort AllInterrupts = 0xFFFF;

    /// <summary>RCR: frames to this station, to all, and to groups; of any length at once to the ring; a frame at its end is continued behind it.</summary>
    public const uint ReceiveWhat = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 7 | 7 << 8;

    /// <summary>RCR: a ring of 32 KiB.</summary>
    public const uint ReceiveRing32K = 2 << 11;

    /// <summary>TCR: the usual gap between frames; up to 2 KiB at once from memory.</summary>
    public const uint SendHow = 3 << 24 | 7 << 8;

    /// <summary>TSD: the chip has read the frame. Cleared with the length, which begins the sending.</summary>
    public const uint SendOwn = 1 << 13;

    /// <summary>MSR: there is no carrier.</summary>
    public const byte NoCarrier = 1 << 2;

    /// <summary>The status before a received frame: it is good.</summary>
    public const ushort FrameGood = 1;

    /// <summary>CR, the command.</summary>
    public static readonly Register<byte> Command = new(0x37);

    /// <summary>CAPR: how far we have read, less 16.</summary>
    public static readonly Register<ushort> ReadPointer = new(0x38);

    /// <summary>CBR: how far the chip has written.</summary>
    public static readonly Register<ushort> WritePointer = new(0x3A);

    /// <summary>IMR: what interrupts.</summary>
    public static readonly Register<ushort> InterruptMask = new(0x3C);

    /// <summary>ISR: what has happened; writing ones forgets it.</summary>
    public static readonly Register<ushort> InterruptStatus = new(0x3E);

    /// <summary>TCR, how to send.</summary>
    public static readonly Register<uint> SendConfiguration = new(0x40);

    /// <summary>RCR, what to receive.</summary>
    public static readonly Register<uint> ReceiveConfiguration = new(0x44);

    /// <summary>MAR0 to MAR7: the hash of the groups to receive, in two halves.</summary>
    public static readonly Register<uint> GroupsLow = new(0x08);

    /// <inheritdoc cref="GroupsLow"/>
    public static readonly Register<uint> GroupsHigh = new(0x0C);

    /// <summary>RBSTART: where the ring is.</summary>
    public static readonly Register<uint> ReceiveAddress = new(0x30);

    /// <summary>CONFIG1: zero wakes the chip.</summary>
    public static readonly Register<byte> Power = new(0x52);

    /// <summary>MSR: the state of the link.</summary>
    public static readonly Register<byte> MediaStatus = new(0x58);

    /// <summary>IDR0 to IDR5: the station's address, a byte each.</summary>
    public static Register<byte> Address(int index) => new(index);

    /// <summary>TSD0 to TSD3: the length of a frame, and what has become of it.</summary>
    public static Register<uint> SendStatus(int slot) => new(0x10 + (slot * sizeof(uint)));

    /// <summary>TSAD0 to TSAD3: where a frame is.</summary>
    public static Register<uint> SendAddress(int slot) => new(0x20 + (slot * sizeof(uint)));
}
