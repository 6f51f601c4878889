using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Runtime.Unwinding;

/// <summary>
/// Remembers descriptions of the instructions that were looked up last: programs that throw do so again from the same places,
/// and interpreting the tables costs far more than undoing a frame does.
/// </summary>
/// <remarks>
/// Lock-free, and safe to use on any CPU at any time, interrupt handlers included: each entry is a sequence lock that nobody
/// waits for. A reader that meets a writer sees a miss; a writer that meets another gives up, for a lost entry costs only time.
/// </remarks>
[Synchronized]
public struct FrameCache
{
    private const int EntryCount = 128;
    private const int HashShift = 57;
    private const ulong HashFactor = 0x9E37_79B9_7F4A_7C15;

    private Entries _entries;

    /// <summary>Gives the description of <paramref name="instruction"/> when it is remembered.</summary>
    public static bool TryGet(ref FrameCache cache, ulong instruction, out FrameDescription description)
    {
        ref Entry entry = ref cache._entries[GetIndex(instruction)];
        int before = Volatile.Read(ref entry.Version);
        description = entry.Description;

        // The copy must be complete before the version is looked at again.
        Interlocked.MemoryBarrier();
        return (before & 1) == 0 && description.Instruction == instruction && Volatile.Read(ref entry.Version) == before && before != 0;
    }

    /// <summary>Remembers <paramref name="description"/> in place of another.</summary>
    public static void Add(ref FrameCache cache, in FrameDescription description)
    {
        ref Entry entry = ref cache._entries[GetIndex(description.Instruction)];
        int version = Volatile.Read(ref entry.Version);
        if ((version & 1) != 0 || Interlocked.CompareExchange(ref entry.Version, version + 1, version) != version)
        {
            return;
        }

        entry.Description = description;

        // Version 0 means "never written", so the count skips it when it wraps.
        Volatile.Write(ref entry.Version, version == -2 ? 2 : version + 2);
    }

    // Fibonacci hashing: the top bits of the product depend on all bits of the address.
    private static int GetIndex(ulong instruction) => (int)((instruction * HashFactor) >> HashShift);

    private struct Entry
    {
        public int Version;
        public FrameDescription Description;
    }

    [InlineArray(EntryCount)]
    private struct Entries
    {
        private Entry _first;
    }
}
