using Hermit.Guest;
using Hermit.Guest.Exceptions;

return CaseRunner.Run(
    args,
    Flow.Cases,
    Finally.Cases,
    Filters.Cases,
    GenericCode.Cases,
    Origins.Cases,
    Traces.Cases,
    Depth.Cases,
    CheckedArithmetic.Cases,
    Messages.Cases,
    Anatomy.Cases,
    Unwinding.Cases,
    UnwindingState.Cases,
    UnwindingThroughCode.Cases,
    NullReferences.Cases,
    Checks.Cases);
