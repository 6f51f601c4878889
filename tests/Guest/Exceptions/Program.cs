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
    NullReferences.Cases,
    Checks.Cases);
