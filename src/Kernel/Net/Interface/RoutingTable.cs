using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The routes, longest prefixes first, so that the first that fits is the one to take. Few enough to look through them one by one.</summary>
public struct RoutingTable
{
    /// <summary>How many routes there are at most.</summary>
    public const int Capacity = 64;

    private Storage _routes;

    /// <summary>How many routes there are.</summary>
    public int Count { get; private set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; private set; }

    /// <summary>The <paramref name="index"/>-th route.</summary>
    [UnscopedRef]
    public readonly ref readonly Route this[int index] => ref _routes[index];

    /// <summary>Adds a route, or replaces the one of the same prefix, gateway and interface; <see langword="false"/> if the table is full.</summary>
    public bool TryAdd(in Route route)
    {
        Version++;
        int at = 0;
        for (; at < Count; at++)
        {
            ref Route other = ref _routes[at];
            if (other.Prefix.Equals(route.Prefix) && other.Gateway.Equals(route.Gateway) && other.Interface == route.Interface)
            {
                other = route;
                return true;
            }
        }

        if (Count == Capacity)
        {
            return false;
        }

        for (at = Count; at > 0 && Precedes(route, _routes[at - 1]); at--)
        {
            _routes[at] = _routes[at - 1];
        }

        _routes[at] = route;
        Count++;
        return true;
    }

    /// <summary>Removes the <paramref name="index"/>-th route.</summary>
    public void RemoveAt(int index)
    {
        Version++;
        Count--;
        for (int i = index; i < Count; i++)
        {
            _routes[i] = _routes[i + 1];
        }

        _routes[Count] = default;
    }

    /// <summary>Removes the routes of an interface that have this origin.</summary>
    public void Remove(int interfaceIndex, AddressOrigin origin, bool v4)
    {
        for (int i = Count; i-- > 0;)
        {
            if (_routes[i].Interface == interfaceIndex && _routes[i].Origin == origin && _routes[i].Prefix.IsV4 == v4)
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Removes the route with this prefix and gateway; <see langword="false"/> if there is none.</summary>
    public bool Remove(IpPrefix prefix, IpAddress gateway, int interfaceIndex)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_routes[i].Prefix.Equals(prefix) && _routes[i].Gateway.Equals(gateway) && _routes[i].Interface == interfaceIndex)
            {
                RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the route to a destination, through one interface if that is not 0; -1 if there is none.</summary>
    public readonly int Find(IpAddress destination, int interfaceIndex)
    {
        for (int i = 0; i < Count; i++)
        {
            ref readonly Route route = ref _routes[i];
            if (route.Prefix.Contains(destination) && (interfaceIndex == 0 || route.Interface == interfaceIndex))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Removes the routes whose time is over, and returns when the next one's is.</summary>
    public Instant Expire(Instant now)
    {
        Instant next = Instant.Never;
        for (int i = Count; i-- > 0;)
        {
            if (_routes[i].ValidUntil <= now)
            {
                RemoveAt(i);
            }
            else
            {
                next = Instant.Min(next, _routes[i].ValidUntil);
            }
        }

        return next;
    }

    private static bool Precedes(in Route left, in Route right) =>
        left.Prefix.Length != right.Prefix.Length ? left.Prefix.Length > right.Prefix.Length : left.Metric < right.Metric;

    [InlineArray(Capacity)]
    private struct Storage
    {
        private Route _route;
    }
}
