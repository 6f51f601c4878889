using System;

namespace Hermit.Machine;

/// <summary>
/// A function of a PCI device (PCI 3.0, chapter 6). A capability: what it is can be read by anybody, but where its registers are, and where its
/// interrupts go, is programmed here only, for either could be made any memory.
/// </summary>
public readonly struct PciFunction
{
    private const int Command = 0x04;
    private const int ClassCode = 0x08;
    private const int HeaderTypeWord = 0x0C;
    private const int FirstBar = 0x10;
    private const int BusNumbers = 0x18;
    private const int CapabilitiesPointer = 0x34;
    private const int InterruptWord = 0x3C;
    private const int Bars = 6;
    private const int ConfigurationBytes = 256;

    private const uint CommandMemory = 1 << 1;
    private const uint CommandBusMaster = 1 << 2;
    private const uint CommandNoLine = 1 << 10;
    private const uint StatusCapabilities = 1u << 20;

    private const byte MsiXCapability = 0x11;
    private const uint MsiXEnable = 1u << 31;
    private const uint MsiXMaskAll = 1u << 30;
    private const int MsiXEntryBytes = 16;

    // To a CPU by the identifier of its local APIC, which stands in bits 12 to 19 (SDM vol. 3, 11.11).
    private const uint MessageAddress = 0xFEE0_0000;
    private const int MessageIdentifierShift = 12;

    private readonly PciLocation _location;

    private PciFunction(PciLocation location)
    {
        _location = location;
    }

    /// <summary>The vendor in the lower half, the device in the upper one.</summary>
    public uint Identity => Read(0);

    /// <summary>Vendor and device of the board, likewise.</summary>
    public uint BoardIdentity => Read(0x2C);

    /// <summary>Whether the device has more functions than the first.</summary>
    public bool HasMoreFunctions => (Read(HeaderTypeWord) >> 16 & 0x80) != 0;

    /// <summary>The bus behind it, if it is a bridge; else 0.</summary>
    public byte BusBehind => (Read(HeaderTypeWord) >> 16 & 0x7F) == 1 && Read(ClassCode) >> 16 == 0x0604 ? (byte)(Read(BusNumbers) >> 8) : (byte)0;

    /// <summary>The function there; false when there is none.</summary>
    public static bool TryOpen(PciLocation location, out PciFunction function)
    {
        function = new PciFunction(location);
        return (function.Identity & 0xFFFF) != 0xFFFF;
    }

    /// <summary>Reads four bytes of the configuration space, at a multiple of four.</summary>
    public uint Read(int offset)
    {
        Panic.Unless(offset is >= 0 and < ConfigurationBytes && offset % 4 == 0, "outside of a PCI function's configuration space");
        return PciConfiguration.Read(_location, offset);
    }

    /// <summary>Finds the next capability of a kind behind <paramref name="offset"/>, which begins as 0.</summary>
    public bool TryFindCapability(byte kind, ref int offset)
    {
        if ((Read(Command) & StatusCapabilities) == 0)
        {
            return false;
        }

        int at = offset == 0 ? (int)(Read(CapabilitiesPointer) & 0xFC) : (int)(Read(offset) >> 8 & 0xFC);

        // A list that runs in a circle ends: there is room for so many only.
        for (int steps = ConfigurationBytes / 4; at >= 0x40 && steps > 0; steps--)
        {
            uint header = Read(at);
            if ((byte)header == kind)
            {
                offset = at;
                return true;
            }

            at = (int)(header >> 8 & 0xFC);
        }

        return false;
    }

    /// <summary>
    /// The registers behind a base address register, in memory; false when there are none, when firmware gave them no place, or when the table of
    /// message interrupts is among them, which is nobody's to write.
    /// </summary>
    public bool TryMapBar<TMapper>(int bar, out RegisterWindow window)
        where TMapper : struct, IDeviceMapper
    {
        window = default;
        int capability = 0;
        bool holdsTable = TryFindCapability(MsiXCapability, ref capability) && (Read(capability + 4) & 7) == bar;
        return !holdsTable && TryLocateBar(bar, out ulong address, out ulong size) && RegisterWindow.TryMap<TMapper>((nuint)address, (nuint)size, out window);
    }

    /// <summary>Lets the function answer at its registers and reach memory: the DMA buffers that it is told of.</summary>
    public void Enable() => PciConfiguration.Write(_location, Command, (Read(Command) & 0xFFFF) | CommandMemory | CommandBusMaster);

    /// <summary>
    /// Has the function send its message 0 as one interrupt and the others, <paramref name="count"/> in all, as another; false when it cannot send
    /// messages. From then on it uses no line.
    /// </summary>
    public bool TryEnableMessages<TMapper>(MessageInterrupt first, MessageInterrupt others, out int count)
        where TMapper : struct, IDeviceMapper
    {
        int capability = 0;
        count = 0;
        if (first.Vector == 0 || others.Vector == 0 || !TryFindCapability(MsiXCapability, ref capability))
        {
            return false;
        }

        uint control = Read(capability);
        uint place = Read(capability + 4);
        nuint entries = (control >> 16 & 0x7FF) + 1;
        if (!TryLocateBar((int)(place & 7), out ulong address, out ulong size) || (place & ~7u) + (entries * MsiXEntryBytes) > size
            || !RegisterWindow.TryMap<TMapper>((nuint)address + (place & ~7u), entries * MsiXEntryBytes, out RegisterWindow table))
        {
            return false;
        }

        PciConfiguration.Write(_location, capability, control | MsiXEnable | MsiXMaskAll);
        for (int entry = 0; entry < (int)entries; entry++)
        {
            int at = entry * MsiXEntryBytes;
            MessageInterrupt message = entry == 0 ? first : others;
            table.Write(new Register<uint>(at), MessageAddress | (message.Identifier << MessageIdentifierShift));
            table.Write(new Register<uint>(at + 4), 0u);
            table.Write(new Register<uint>(at + 8), (uint)message.Vector);
            table.Write(new Register<uint>(at + 12), 0u);
        }

        PciConfiguration.Write(_location, Command, (Read(Command) & 0xFFFF) | CommandNoLine);
        PciConfiguration.Write(_location, capability, (control | MsiXEnable) & ~MsiXMaskAll);
        count = (int)entries;
        return true;
    }

    /// <summary>The line that firmware connected; false when there is none.</summary>
    public bool TryGetLine(out InterruptLine line)
    {
        uint word = Read(InterruptWord);
        bool connected = (word >> 8 & 0xFF) != 0 && (byte)word < 16;
        line = connected ? PciRouting.Line((byte)word) : default;
        return connected;
    }

    private bool TryLocateBar(int bar, out ulong address, out ulong size)
    {
        address = 0;
        size = 0;
        if ((uint)bar >= Bars)
        {
            return false;
        }

        int offset = FirstBar + (bar * 4);
        uint low = Read(offset);
        bool wide = (low & 6) == 4;
        if ((low & 1) != 0 || (wide && bar == Bars - 1))
        {
            return false;
        }

        // Sized with the function deaf, so that it does not answer where it is moved for the moment (PCI 3.0, 6.2.5.1).
        uint command = Read(Command) & 0xFFFF;
        PciConfiguration.Write(_location, Command, command & ~CommandMemory);
        ulong mask = 0xFFFF_FFFF_0000_0000 | (Probe(offset, low) & ~15u);
        ulong high = 0;
        if (wide)
        {
            high = Read(offset + 4);
            mask = (mask & 0xFFFF_FFFF) | ((ulong)Probe(offset + 4, (uint)high) << 32);
        }

        PciConfiguration.Write(_location, Command, command);
        address = (low & ~15u) | high << 32;
        size = ~mask + 1;
        return address != 0 && (uint)mask != 0;
    }

    private uint Probe(int offset, uint original)
    {
        PciConfiguration.Write(_location, offset, uint.MaxValue);
        uint mask = Read(offset);
        PciConfiguration.Write(_location, offset, original);
        return mask;
    }
}
