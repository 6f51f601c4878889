using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The addresses of a name, as many as are kept.</summary>
public struct DnsAddresses
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 16;

    private Storage _addresses;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The <paramref name="index"/>-th.</summary>
    public readonly IpAddress this[int index] => _addresses[index];

    /// <summary>Adds an address; what is too many is dropped.</summary>
    public void Add(IpAddress address)
    {
        if (Count < Capacity)
        {
            _addresses[Count++] = address;
        }
    }

    /// <summary>Adds all of another list.</summary>
    public void Add(in DnsAddresses other)
    {
        for (int i = 0; i < other.Count; i++)
        {
            Add(other[i]);
        }
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private IpAddress _address;
    }
}
