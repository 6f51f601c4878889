namespace Hermit.Sync;

/// <summary>The graph under a lock of its own, which is not itself checked.</summary>
// SAFETY: the graph is touched with the lock held only.
[Synchronized]
internal struct SharedLockGraph
{
    private InterruptLock<RawSpinLock> _lock;
    private LockGraph _graph;

    /// <inheritdoc cref="LockGraph.TryAdd"/>
    public bool TryAdd(HeldLock first, uint second, CallSite site, out LockEdge opposite)
    {
        _lock.Acquire();
        bool added = _graph.TryAdd(first, second, site, out opposite);

        // SAFETY: acquired above; nothing refers into the graph any more.
        unsafe
        {
            _lock.Release();
        }

        return added;
    }
}
