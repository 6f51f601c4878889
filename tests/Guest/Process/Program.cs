using Hermit.Guest;
using Hermit.Guest.Process;

return CaseRunner.Run(args, ExitCodes.Cases, Surroundings.Cases, StandardStreams.Cases, FatalErrors.Cases, Communication.Cases, SelfDescription.Cases);
