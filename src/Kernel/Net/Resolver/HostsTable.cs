using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>What <c>/etc/hosts</c> says (<c>hosts(5)</c>): lines of an address and its names, with comments behind <c>#</c>.</summary>
internal struct HostsTable
{
    /// <summary>How many names are kept.</summary>
    public const int Capacity = 1024;

    private Pool<HostEntry> _entries;
    private Handle<HostEntry> _first;

    /// <summary>Reads the text anew. Lines that make no sense are passed over.</summary>
    public void Read(ReadOnlySpan<byte> text)
    {
        while (!_first.IsNull)
        {
            Handle<HostEntry> next = _entries[_first].Next;
            _entries.Free(_first);
            _first = next;
        }

        Handle<HostEntry> last = default;
        while (text.Length > 0)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text.Slice(0, end);
            text = end < 0 ? default : text.Slice(end + 1);
            int comment = line.IndexOf((byte)'#');
            ReadLine(comment < 0 ? line : line.Slice(0, comment), ref last);
        }
    }

    /// <summary>Adds the addresses of a name; <see langword="false"/> if it is not there with one of a wanted kind.</summary>
    public readonly bool TryFind(in DnsName name, bool v4, bool v6, ref DnsAddresses addresses)
    {
        bool found = false;
        for (Handle<HostEntry> at = _first; !at.IsNull; at = _entries[at].Next)
        {
            ref HostEntry entry = ref _entries[at];
            if ((entry.Address.IsV4 ? v4 : v6) && entry.Name.Equals(name))
            {
                addresses.Add(entry.Address);
                found = true;
            }
        }

        return found;
    }

    /// <summary>The first name of an address; <see langword="false"/> if it has none here.</summary>
    public readonly bool TryFind(IpAddress address, out DnsName name)
    {
        Handle<HostEntry> at = _first;
        while (!at.IsNull && !_entries[at].Address.Equals(address))
        {
            at = _entries[at].Next;
        }

        name = at.IsNull ? default : _entries[at].Name;
        return !at.IsNull;
    }

    private void ReadLine(ReadOnlySpan<byte> line, ref Handle<HostEntry> last)
    {
        if (!IpAddressText.TryParse(NextWord(ref line), out IpAddress address))
        {
            return;
        }

        while (NextWord(ref line) is var word && word.Length > 0)
        {
            if (_entries.Count >= Capacity || !DnsName.TryFromText(word, out DnsName name) || !_entries.TryAllocate(out Handle<HostEntry> handle))
            {
                continue;
            }

            _entries[handle].Name = name;
            _entries[handle].Address = address;
            if (last.IsNull)
            {
                _first = handle;
            }
            else
            {
                _entries[last].Next = handle;
            }

            last = handle;
        }
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        int start = 0;
        while (start < line.Length && IsBlank(line[start]))
        {
            start++;
        }

        int end = start;
        while (end < line.Length && !IsBlank(line[end]))
        {
            end++;
        }

        ReadOnlySpan<byte> word = line.Slice(start, end - start);
        line = line.Slice(end);
        return word;
    }

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r';
}
