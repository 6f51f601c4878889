using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The groups that all interfaces listen to.</summary>
internal struct GroupTable
{
    /// <summary>How many there are at most.</summary>
    public const int Capacity = 128;

    private Storage _groups;
    private int _used;

    /// <summary>How many entries have ever been used: the ones to look through.</summary>
    public readonly int Length => _used;

    /// <summary>An entry.</summary>
    [UnscopedRef]
    public ref GroupMembership this[int index] => ref _groups[index];

    /// <summary>Finds a group; -1 if the interface does not listen to it.</summary>
    public readonly int Find(int interfaceIndex, IpAddress group)
    {
        for (int i = 0; i < _used; i++)
        {
            if (_groups[i].Interface == interfaceIndex && _groups[i].Group.Equals(group))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds a group without users; -1 if the table is full.</summary>
    public int Add(int interfaceIndex, IpAddress group)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_groups[i].Interface == 0)
            {
                _groups[i] = default;
                _groups[i].Interface = (byte)interfaceIndex;
                _groups[i].Group = group;
                _groups[i].NextReport = Instant.Never;
                _used = System.Math.Max(_used, i + 1);
                return i;
            }
        }

        return -1;
    }

    /// <summary>Frees an entry.</summary>
    public void RemoveAt(int index) => _groups[index] = default;

    [InlineArray(Capacity)]
    private struct Storage
    {
        private GroupMembership _group;
    }
}
