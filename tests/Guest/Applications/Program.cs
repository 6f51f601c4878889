using Hermit.Guest;
using Hermit.Guest.Applications;

return CaseRunner.Run(
    args,
    Hosting.Cases,
    Logging.Cases,
    Terminal.Cases,
    Serialization.Cases,
    Rules.Cases,
    TimeZones.Cases,
    Dates.Cases,
    Documents.Cases,
    Composition.Cases);
