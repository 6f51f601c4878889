using Hermit.Guest;
using Hermit.Guest.Tasks;

return CaseRunner.Run(
    args,
    AsyncFlow.Cases,
    Pool.Cases,
    Timers.Cases,
    Cancellation.Cases,
    Parallelism.Cases,
    Streams.Cases,
    TaskContracts.Cases,
    TaskSurroundings.Cases,
    FlowContracts.Cases,
    ParallelContracts.Cases);
