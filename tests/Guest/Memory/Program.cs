using Hermit.Guest;
using Hermit.Guest.Memory;

return CaseRunner.Run(
    args,
    Allocation.Cases,
    Churn.Cases,
    Graphs.Cases,
    Roots.Cases,
    WeakReferences.Cases,
    Handles.Cases,
    Finalization.Cases,
    Exhaustion.Cases,
    Collector.Cases,
    Lifetimes.Cases,
    Concurrent.Cases,
    Notices.Cases,
    CollectorContracts.Cases,
    HandleContracts.Cases,
    BufferContracts.Cases);
