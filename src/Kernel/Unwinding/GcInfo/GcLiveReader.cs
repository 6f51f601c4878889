namespace Hermit.Unwinding;

/// <summary>
/// Reads which of a method's tracked slots have a property: a bit for each, or runs. Runs without and with the property alternate, the
/// first, without, being the only one that may be empty.
/// </summary>
internal ref struct GcLiveReader
{
    private BitCursor _cursor;
    private readonly bool _isInRuns;
    private bool _isLongRun;
    private bool _value;
    private uint _remaining;

    /// <summary>Starts where <paramref name="cursor"/> stands: at bits, or, where a first bit tells, at either form.</summary>
    public GcLiveReader(BitCursor cursor, bool mayBeInRuns)
    {
        _cursor = cursor;
        _isInRuns = mayBeInRuns && _cursor.ReadBit();
        if (_isInRuns)
        {
            _isLongRun = !_cursor.ReadBit();
            _remaining = ReadRun();
        }
    }

    /// <summary>Where the cursor stands.</summary>
    public readonly BitCursor Cursor => _cursor;

    /// <summary>Whether the next slot has the property.</summary>
    public bool ReadNext()
    {
        if (!_isInRuns)
        {
            return _cursor.ReadBit();
        }

        if (_remaining == 0)
        {
            _isLongRun = !_isLongRun;
            _value = !_value;
            _remaining = ReadRun() + 1;
        }

        _remaining--;
        return _value;
    }

    private uint ReadRun() => _cursor.ReadUnsigned(_isLongRun ? GcInfoEncoding.DeadRunGroup : GcInfoEncoding.LiveRunGroup);
}
