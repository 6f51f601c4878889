using System.Buffers.Binary;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Slots with the addresses of symbols, for the accesses that cannot be rewritten to do without. Usually empty: ilc
/// makes none, and a static image needs none.
/// </summary>
internal sealed class GlobalOffsetTable
{
    private const int SlotSize = 8;

    private readonly Dictionary<object, int> _slots = [];
    private readonly List<(InputObject Owner, uint Symbol)> _users = [];
    private SyntheticChunk? _chunk;

    public bool IsEmpty => _users.Count == 0;

    /// <summary>Makes sure that the symbol has a slot.</summary>
    public void Add(InputObject owner, uint symbol)
    {
        if (_slots.TryAdd(Key(owner, symbol), _users.Count))
            _users.Add((owner, symbol));
    }

    /// <summary>Reserves the table's space.</summary>
    public void Place(SectionPlacer sections)
    {
        if (IsEmpty)
            return;
        _chunk = new SyntheticChunk("<linker>", (ulong)(_users.Count * SlotSize), SlotSize);
        sections.Add(".got", _chunk, ElfSectionType.ProgBits, ElfSectionFlags.Alloc);
    }

    /// <summary>The address of the symbol's slot, or 0 when it has none.</summary>
    public ulong SlotAddress(InputObject owner, uint symbol) =>
        _slots.TryGetValue(Key(owner, symbol), out int slot) ? _chunk!.Address + (ulong)(slot * SlotSize) : 0;

    /// <summary>Writes the addresses; after layout.</summary>
    public void Write()
    {
        for (int i = 0; i < _users.Count; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(_chunk!.OutputSpan[(i * SlotSize)..], _users[i].Owner.Addresses[_users[i].Symbol]);
    }

    private static object Key(InputObject owner, uint symbol) =>
        owner.Globals[symbol] is { } global ? global : (owner, symbol);
}
