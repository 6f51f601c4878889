using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>Up to four addresses, in order of preference: routers, name servers.</summary>
public struct IpAddressList
{
    /// <summary>How many addresses a list holds at most.</summary>
    public const int Capacity = 4;

    private Storage _addresses;

    /// <summary>How many addresses there are.</summary>
    public int Count { get; private set; }

    /// <summary>The <paramref name="index"/>-th address.</summary>
    public readonly IpAddress this[int index] => _addresses[index];

    /// <summary>Adds an address, unless it is there already or the list is full.</summary>
    public void Add(IpAddress address)
    {
        if (Count == Capacity || Contains(address))
        {
            return;
        }

        _addresses[Count++] = address;
    }

    /// <summary>Whether the address is in the list.</summary>
    public readonly bool Contains(IpAddress address)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_addresses[i].Equals(address))
            {
                return true;
            }
        }

        return false;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private IpAddress _address;
    }
}
