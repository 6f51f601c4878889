using Hermit.Guest;
using Hermit.Guest.Network;

return CaseRunner.Run(args, Streams.Cases, Datagrams.Cases, LocalSockets.Cases, Transfers.Cases, Errors.Cases, Interfaces.Cases, Web.Cases);
