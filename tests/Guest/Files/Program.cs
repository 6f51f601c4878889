using Hermit.Guest;
using Hermit.Guest.Files;

return CaseRunner.Run(args, ContentFiles.Cases, FileContents.Cases, Streams.Cases, Directories.Cases, Failures.Cases, Paths.Cases, MemoryMaps.Cases, Tarballs.Cases);
