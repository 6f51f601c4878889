using Hermit.Guest;
using Hermit.Guest.Digests;

return CaseRunner.Run(args, Hashes.Cases, Codes.Cases, Keys.Cases, SecretBytes.Cases);
