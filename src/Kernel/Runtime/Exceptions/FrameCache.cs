using System.Runtime.CompilerServices;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// Remembers descriptions of the instructions that were looked up last: programs that throw do so again from the same places,
/// and interpreting the tables costs far more than undoing a frame does.
/// </summary>
/// <remarks>
/// Lock-free, and safe to use on any CPU at any time, interrupt handlers included: a reader that meets a writer sees a
/// miss, and a writer that meets another gives up, for a lost entry costs only time (<see cref="SequenceCounter"/>).
/// </remarks>
// SAFETY: an entry is copied under its sequence counter: a copy that a writer touched is thrown away.
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
        bool isReadable = entry.Version.TryBeginRead(out uint version);
        description = entry.Description;
        return isReadable && description.Instruction == instruction && entry.Version.IsUnchanged(version);
    }

    /// <summary>Remembers <paramref name="description"/> in place of another.</summary>
    public static void Add(ref FrameCache cache, in FrameDescription description)
    {
        ref Entry entry = ref cache._entries[GetIndex(description.Instruction)];
        if (entry.Version.TryBeginWrite(out uint version))
        {
            entry.Description = description;
            entry.Version.EndWrite(version);
        }
    }

    // Fibonacci hashing: the top bits of the product depend on all bits of the address.
    private static int GetIndex(ulong instruction) => (int)((instruction * HashFactor) >> HashShift);

    private struct Entry
    {
        public SequenceCounter Version;
        public FrameDescription Description;
    }

    [InlineArray(EntryCount)]
    private struct Entries
    {
        private Entry _first;
    }
}
