using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Connections in line, each once at most: those whose owners have something to learn, or those that have something to send.</summary>
internal struct ConnectionList
{
    private readonly bool _ofChanges;
    private ConnectionReference _first;
    private ConnectionReference _last;

    /// <summary>The list that <see cref="TcpLinks.Change"/> or <see cref="TcpLinks.Output"/> links.</summary>
    public ConnectionList(bool ofChanges)
    {
        _ofChanges = ofChanges;
    }

    /// <summary>Whether there is none.</summary>
    public readonly bool IsEmpty => _first.IsNull;

    /// <summary>Puts a connection at the end, if it is not in line.</summary>
    public void Add(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle)
    {
        ref ListLink link = ref LinkOf(ref connections, handle);
        if (link.Listed)
        {
            return;
        }

        link.Listed = true;
        link.Next = default;
        link.Previous = _last;
        if (_last.IsNull)
        {
            _first = handle;
        }
        else
        {
            LinkOf(ref connections, _last).Next = handle;
        }

        _last = handle;
    }

    /// <summary>Takes the first one out.</summary>
    public bool TryTake(ref Pool<TcpConnection> connections, out Handle<TcpConnection> handle)
    {
        handle = _first;
        if (handle.IsNull)
        {
            return false;
        }

        Remove(ref connections, handle);
        return true;
    }

    /// <summary>Takes a connection out, if it is in line.</summary>
    public void Remove(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle)
    {
        ref ListLink link = ref LinkOf(ref connections, handle);
        if (!link.Listed)
        {
            return;
        }

        if (link.Previous.IsNull)
        {
            _first = link.Next;
        }
        else
        {
            LinkOf(ref connections, link.Previous).Next = link.Next;
        }

        if (link.Next.IsNull)
        {
            _last = link.Previous;
        }
        else
        {
            LinkOf(ref connections, link.Next).Previous = link.Previous;
        }

        link = default;
    }

    private readonly ref ListLink LinkOf(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle)
    {
        ref TcpConnection connection = ref connections[handle];
        return ref _ofChanges ? ref connection.Links.Change : ref connection.Links.Output;
    }
}
