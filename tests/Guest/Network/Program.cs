using Hermit.Guest;
using Hermit.Guest.Network;

return CaseRunner.Run(args, Streams.Cases, Datagrams.Cases, Web.Cases);
