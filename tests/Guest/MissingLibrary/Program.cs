using Hermit.Guest;
using Hermit.Guest.MissingLibrary;

return CaseRunner.Run(args, Calls.Cases);
