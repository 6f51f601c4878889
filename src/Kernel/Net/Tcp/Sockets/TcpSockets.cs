using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// All TCP of a network stack: connections, listeners, what is half open and what is waited out, each found by its flow; their deadlines; and the list of
/// those whose owners have something to learn. It has no lock of its own.
/// <para>
/// Every function that can send takes the packets, the emitter and the time. An owner names its socket by a number of its choice, and gets that back with
/// <see cref="TryTakeChange"/>.
/// </para>
/// </summary>
internal partial struct TcpSockets
{
    private Pool<TcpConnection> _connections;
    private Pool<TcpListener> _listeners;
    private Pool<SynRecord> _synRecords;
    private Pool<TimeWaitRecord> _timeWaitRecords;
    private FlowTable<TcpConnection> _connectionTable;
    private FlowTable<SynRecord> _synTable;
    private FlowTable<TimeWaitRecord> _timeWaitTable;
    private TcpRecords _records;
    private TcpPortTable _ports;
    private TimerWheel _wheel;
    private SynQueues _synQueues;
    private RecordQueue<TimeWaitRecord> _timeWaitQueue;
    private TcpLimits _limits;
    private SipHash _tableHash;
    private SipHash _secretHash;
    private RandomSource _random;
    private ConnectionList _changed;
    private ConnectionList _output;
    private Handle<TcpListener> _firstChangedListener;

    // What the last segment was for: the next one often is too.
    private Handle<TcpConnection> _latest;
    private Instant _resetsSince;
    private int _resets;

    /// <summary>How many connections there are, TIME-WAIT not counted.</summary>
    public readonly int ConnectionCount => _connections.Count;

    /// <summary>How many SYN segments were answered and wait for their acknowledgement.</summary>
    public readonly int SynCount => _synRecords.Count;

    /// <summary>How many connections are in TIME-WAIT.</summary>
    public readonly int TimeWaitCount => _timeWaitRecords.Count;

    /// <summary>The connection behind another one, or the first; a null handle when there is none (<see cref="Pool{T}.Next"/>).</summary>
    public readonly Handle<TcpConnection> Next(Handle<TcpConnection> connection) => _connections.Next(connection);

    /// <summary>What is waited out behind another one, or the first of those; a null handle when there is none.</summary>
    public readonly Handle<TimeWaitRecord> Next(Handle<TimeWaitRecord> record) => _timeWaitRecords.Next(record);

    /// <summary>The ends of a connection that is waited out.</summary>
    public readonly TcpFlow FlowOf(Handle<TimeWaitRecord> record) => _timeWaitRecords[record].Flow;

    /// <summary>What was counted.</summary>
    public readonly TcpCounters Counters => _records.Counters;

    /// <summary>When <see cref="Poll"/> has something to do, if nothing comes before; <see cref="Instant.Never"/> if nothing has.</summary>
    public readonly Instant NextDeadline
    {
        get
        {
            Instant next = _wheel.NextDeadline;
            for (int attempts = 0; attempts < SynQueues.Count && _synRecords.Count != 0; attempts++)
            {
                Handle<SynRecord> syn = _synQueues[attempts].First;
                if (!syn.IsNull)
                {
                    next = Instant.Min(next, _synRecords[syn].AnsweredAt + SynTimeout(attempts + 1));
                }
            }

            return _timeWaitQueue.First.IsNull ? next : Instant.Min(next, _timeWaitRecords[_timeWaitQueue.First].Expires);
        }
    }

    /// <summary>Whether some connection has something to send, or waits for room below: <see cref="Poll"/> is called soon.</summary>
    public readonly bool HasOutput => !_output.IsEmpty;

    /// <summary>Whether some owner has something to learn.</summary>
    public readonly bool HasChanges => !_changed.IsEmpty || !_firstChangedListener.IsNull;

    /// <summary>Sets it up: once, before anything else.</summary>
    public void Initialize(in TcpLimits limits, RandomSource random)
    {
        _limits = limits;
        _changed = new ConnectionList(ofChanges: true);
        _output = new ConnectionList(ofChanges: false);
        _random = random;
        _tableHash = _random.NextHash();
        _secretHash = _random.NextHash();
    }

    /// <summary>A connection, to look at. Panics if the handle is stale.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref TcpConnection this[Handle<TcpConnection> handle] => ref _connections[handle];

    /// <summary>Whether a handle names a connection.</summary>
    public readonly bool Contains(Handle<TcpConnection> handle) => _connections.Contains(handle);

    /// <summary>Takes the next owner that has something to learn, and what.</summary>
    public bool TryTakeChange(out TcpChange change)
    {
        change = default;
        if (!_firstChangedListener.IsNull)
        {
            Handle<TcpListener> handle = _firstChangedListener;
            ref TcpListener listener = ref _listeners[handle];
            _firstChangedListener = listener.NextChanged;
            listener.NextChanged = default;
            listener.ChangeQueued = false;
            change.Owner = listener.Owner;
            change.Events = Readiness.Readable;
            return true;
        }

        if (_changed.TryTake(ref _connections, out Handle<TcpConnection> changed))
        {
            ref TcpConnection connection = ref _connections[changed];
            change.Owner = connection.Links.Owner;
            change.Events = connection.Links.Events;
            connection.Links.Events = Readiness.None;
            return true;
        }

        return false;
    }

    /// <summary>Does what is due, and lets those send that waited for room below.</summary>
    public void Poll<TEmitter>(ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        ConnectionList waiting = _output;
        _output = new ConnectionList(ofChanges: false);
        while (waiting.TryTake(ref _connections, out Handle<TcpConnection> handle))
        {
            _connections[handle].Output(ref context);
            Settle(handle, ref context);
        }

        while (_wheel.TryExpire(ref _connections, now, out Handle<TcpConnection> due))
        {
            ref TcpConnection connection = ref _connections[due];
            if (connection.Timers.Next <= now)
            {
                connection.OnTimer(ref context);
            }

            Settle(due, ref context);
        }

        ExpireSyn(ref context);
        ExpireTimeWait(now);
    }

    // What every step of a connection ends with: its deadline, its place in the tables, and what its owner should know.
    private void Settle<TEmitter>(Handle<TcpConnection> handle, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TcpConnection connection = ref _connections[handle];
        _wheel.Schedule(ref _connections, handle, connection.Timers.Next);
        if (connection.IsBlocked)
        {
            _output.Add(ref _connections, handle);
        }

        if (connection.State is TcpState.Closed or TcpState.TimeWait)
        {
            Leave(handle, ref connection, ref context);
            if (connection.IsDetached)
            {
                Free(handle, ref connection);
                return;
            }
        }

        if (connection.IsDetached)
        {
            return;
        }

        Readiness readiness = connection.Readiness;
        Readiness events = readiness & ~connection.Links.Known;
        connection.Links.Known = readiness;
        if (events != Readiness.None)
        {
            connection.Links.Events |= events;
            Report(handle, ref connection);
        }
    }

    private void Report(Handle<TcpConnection> handle, ref TcpConnection connection)
    {
        // A connection that waits to be accepted has no owner yet.
        if (connection.Links.Listener.IsNull)
        {
            _changed.Add(ref _connections, handle);
        }
    }

    private void Report(Handle<TcpListener> handle, ref TcpListener listener)
    {
        if (!listener.ChangeQueued)
        {
            listener.ChangeQueued = true;
            listener.NextChanged = _firstChangedListener;
            _firstChangedListener = handle;
        }
    }

    // The connection is over as far as the network is concerned.
    private void Leave<TEmitter>(Handle<TcpConnection> handle, ref TcpConnection connection, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        _wheel.Remove(ref _connections, handle);
        if (connection.Links.InTable)
        {
            connection.Links.InTable = false;
            _connectionTable.Remove(ref _connections, handle);
            if (connection.State == TcpState.TimeWait)
            {
                WaitOut(connection, context.Now);
            }
        }

        // One that nobody has accepted stays with its listener, like one that ends between two calls of its owner: accepting it shows the error.
    }

    private void Free(Handle<TcpConnection> handle, ref TcpConnection connection)
    {
        _wheel.Remove(ref _connections, handle);
        _changed.Remove(ref _connections, handle);
        _output.Remove(ref _connections, handle);
        _ports.Release(connection.Links.Binding);
        _connections.Free(handle);
    }
}
