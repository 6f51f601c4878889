using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The run-time checks of checked builds: poisoning, re-entry, lock order, and locks shared with interrupt handlers. Each ends in a panic that names
/// the place of the call and the earlier place that it contradicts.
/// </summary>
public static class LockChecks
{
    private const int MessageLength = 768;

    private static AtomicUInt32 s_lastId = new();
    private static ContextTable s_contexts = new();
    private static PoisonedLocks s_poisoned = new();
    private static SharedLockGraph s_graph = new();

    /// <summary>
    /// Poisons every lock that the calling context holds: from now on taking one panics. A panic calls it, before it unwinds or stops.
    /// </summary>
    public static void PoisonHeld()
    {
        int slot = s_contexts.Find(claim: false);
        if (slot >= 0)
        {
            ref HeldLocks held = ref s_contexts.HeldBy(slot);
            for (int index = 0; index < held.Count; index++)
            {
                s_poisoned.Add(held[index]);
            }
        }
    }

    internal static uint NextId() => s_lastId.FetchAdd(1, MemoryOrder.Relaxed) + 1;

    /// <summary>Checks that the calling context may wait for the lock.</summary>
    internal static void BeforeAcquire(ref readonly LockState state, bool mayNest, CallSite site)
    {
        uint id = state.Id;
        if (s_poisoned.Find(id, out CallSite poisoned))
        {
            Fail("A poisoned lock was taken at ", site, ": there was a panic while it was held, taken at ", poisoned);
        }

        if (CheckedPlatform.InHandler)
        {
            state.InHandler.Note(site);
            CheckHandlers(in state);
        }

        int slot = s_contexts.Find(claim: false);
        if (slot >= 0)
        {
            CheckAgainst(in s_contexts.HeldBy(slot), id, mayNest, site);
        }
    }

    /// <summary>Notes that the calling context holds the lock.</summary>
    internal static void AfterAcquire(ref readonly LockState state, bool shared, CallSite site)
    {
        bool interruptible = CheckedPlatform.InterruptsEnabled;

        // A handler on this CPU has the same context: it must not come between the steps here and in BeforeRelease.
        using WithoutInterrupts masked = WithoutInterrupts.Enter();
        int slot = s_contexts.Find(claim: true);
        if (slot >= 0)
        {
            s_contexts.HeldBy(slot).Push(new HeldLock(state.Id, shared, site));
        }

        if (CheckedPlatform.InHandler)
        {
            state.InHandler.Note(site);
        }
        else if (interruptible)
        {
            state.WithInterruptsOn.Note(site);
        }

        CheckHandlers(in state);
    }

    /// <summary>Notes that the calling context gives up its newest hold of the lock.</summary>
    internal static void BeforeRelease(ref readonly LockState state)
    {
        using WithoutInterrupts masked = WithoutInterrupts.Enter();
        int slot = s_contexts.Find(claim: false);
        if (slot >= 0)
        {
            ref HeldLocks held = ref s_contexts.HeldBy(slot);
            held.Remove(state.Id);
            if (held.Count == 0)
            {
                s_contexts.Free(slot);
            }
        }
    }

    private static void CheckHandlers(ref readonly LockState state)
    {
        if (state.InHandler.TryGet(out CallSite handler) && state.WithInterruptsOn.TryGet(out CallSite open))
        {
            Fail("A lock is taken by an interrupt handler at ", handler, ", which may interrupt its holder: it is taken with interrupts on at ", open);
        }
    }

    private static void CheckAgainst(ref readonly HeldLocks held, uint id, bool mayNest, CallSite site)
    {
        for (int index = 0; index < held.Count; index++)
        {
            HeldLock other = held[index];
            if (other.Id == id)
            {
                if (!mayNest || !other.Shared)
                {
                    Fail("A lock was taken again at ", site, " by its own holder, which took it at ", other.Site);
                }
            }
            else if (!s_graph.TryAdd(other, id, site, out LockEdge opposite))
            {
                FailInverted(other, site, opposite);
            }
        }
    }

    [DoesNotReturn]
    private static void Fail(string before, CallSite site, string between, CallSite earlier)
    {
        var message = new Message(stackalloc char[MessageLength]);
        message.Append(before);
        message.Append(site);
        message.Append(between);
        message.Append(earlier);
        message.Append(".");
        Panic.Fail(message.Text);
    }

    [DoesNotReturn]
    private static void FailInverted(HeldLock held, CallSite site, LockEdge opposite)
    {
        var message = new Message(stackalloc char[MessageLength]);
        message.Append("Lock order inversion: a lock was taken at ");
        message.Append(site);
        message.Append(" while another, taken at ");
        message.Append(held.Site);
        message.Append(", was held; elsewhere that other one was taken at ");
        message.Append(opposite.SecondSite);
        message.Append(" while one that leads to this was held, taken at ");
        message.Append(opposite.FirstSite);
        message.Append(".");
        Panic.Fail(message.Text);
    }
}
