namespace Hermit.Unwinding;

/// <summary>
/// Reads the table of a method's slots: registers, then stack slots whose lifetimes are tracked, then those that always count as live.
/// Each of the three lists begins with a whole entry; a following one is whole when the one before it has flags, else a distance.
/// </summary>
internal ref struct GcSlotReader
{
    private const int FlagBits = 2;
    private const int BaseBits = 2;
    private const uint MostSlots = 1 << 16;

    private BitCursor _cursor;
    private uint _registers;
    private uint _tracked;
    private uint _index;
    private uint _number;
    private GcSlot _slot;

    /// <summary>Starts at the table that <paramref name="cursor"/> stands at.</summary>
    public GcSlotReader(BitCursor cursor)
    {
        _cursor = cursor;
        _registers = _cursor.ReadBit() ? _cursor.ReadUnsigned(GcInfoEncoding.RegisterCountGroup) : 0;
        uint stack = 0;
        uint untracked = 0;
        if (_cursor.ReadBit())
        {
            stack = _cursor.ReadUnsigned(GcInfoEncoding.StackSlotCountGroup);
            untracked = _cursor.ReadUnsigned(GcInfoEncoding.UntrackedCountGroup);
        }

        bool isSensible = _registers <= MostSlots && stack <= MostSlots && untracked <= MostSlots && !_cursor.Failed;
        Failed = !isSensible;
        _tracked = isSensible ? _registers + stack : 0;
        Count = isSensible ? _tracked + untracked : 0;
    }

    /// <summary>Whether the table is malformed.</summary>
    public bool Failed { get; private set; }

    /// <summary>The number of slots.</summary>
    public uint Count { get; }

    /// <summary>The number of slots whose lifetimes are tracked; they come first.</summary>
    public readonly uint TrackedCount => _tracked;

    /// <summary>Where the cursor stands.</summary>
    public readonly BitCursor Cursor => _cursor;

    /// <summary>Reads the next slot; false at the end of the table, or when it is malformed.</summary>
    public bool TryReadNext(out GcSlot slot)
    {
        if (_index >= Count || Failed)
        {
            slot = default;
            return false;
        }

        if (_index < _registers)
        {
            ReadRegister(isWhole: _index == 0 || _slot.Flags != 0);
        }
        else
        {
            ReadStackSlot(isWhole: _index == _registers || _index == _tracked || _slot.Flags != 0);
        }

        _index++;
        Failed = _cursor.Failed;
        slot = _slot;
        return !Failed;
    }

    private void ReadRegister(bool isWhole)
    {
        if (isWhole)
        {
            _number = _cursor.ReadUnsigned(GcInfoEncoding.RegisterGroup);
            _slot.Flags = (GcSlotFlags)_cursor.Read(FlagBits);
        }
        else
        {
            _number += _cursor.ReadUnsigned(GcInfoEncoding.RegisterDeltaGroup) + 1;
        }

        _slot.Base = GcSlotBase.Register;
        _slot.Place = GcInfoEncoding.ToDwarfRegister(_number);
    }

    private void ReadStackSlot(bool isWhole)
    {
        _slot.Base = (GcSlotBase)_cursor.Read(BaseBits);
        if (isWhole)
        {
            _slot.Place = _cursor.ReadSigned(GcInfoEncoding.StackSlotGroup) * GcInfoEncoding.WordSize;
            _slot.Flags = (GcSlotFlags)_cursor.Read(FlagBits);
        }
        else
        {
            _slot.Place += (int)_cursor.ReadUnsigned(GcInfoEncoding.StackSlotDeltaGroup) * GcInfoEncoding.WordSize;
        }
    }
}
