namespace Hermit.Unwinding;

/// <summary>
/// A piece of the interruptible ranges: which slots live anywhere in it; for each of those a bit with its state at the end; then for each
/// the positions at which its state changes, a set bit before every one and a clear bit behind the last.
/// </summary>
internal ref struct GcChunk
{
    private GcLiveReader _mayLive;
    private BitCursor _final;
    private BitCursor _changes;

    /// <summary>A piece of a method with so many tracked slots, where <paramref name="cursor"/> stands.</summary>
    public GcChunk(BitCursor cursor, uint slots)
    {
        _mayLive = new GcLiveReader(cursor, mayBeInRuns: true);
        GcLiveReader counting = _mayLive;
        uint count = 0;
        for (uint index = 0; index < slots; index++)
        {
            count += counting.ReadNext() ? 1u : 0;
        }

        _final = counting.Cursor;
        _changes = _final;
        _changes.Skip(count);
    }

    /// <summary>Whether the piece is malformed.</summary>
    public readonly bool Failed => _mayLive.Cursor.Failed || _final.Failed || _changes.Failed;

    /// <summary>
    /// Whether the next slot lives: <paramref name="position"/> places in code from the piece's start, or, without <paramref name="changes"/>, at
    /// its end.
    /// </summary>
    public bool ReadNext(bool changes, uint position)
    {
        if (!_mayLive.ReadNext())
        {
            return false;
        }

        bool lives = _final.ReadBit();
        while (changes && _changes.ReadBit())
        {
            lives ^= _changes.Read(GcInfoEncoding.ChunkShift) > position;
        }

        return lives;
    }
}
