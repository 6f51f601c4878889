using Hermit.Guest;
using Hermit.Guest.Threads;

return CaseRunner.Run(
    args,
    Lifecycle.Cases,
    Locks.Cases,
    Primitives.Cases,
    Atomics.Cases,
    ThreadLocals.Cases,
    Preemption.Cases,
    Sleeping.Cases,
    ThreadContracts.Cases,
    LockContracts.Cases,
    AtomicContracts.Cases,
    Affinity.Cases);
