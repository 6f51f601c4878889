return Hermit.Run.CommandLine.Run(args);
