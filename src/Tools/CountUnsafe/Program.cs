using Hermit.CountUnsafe;

return await CommandLine.Run(args, Console.Out, Console.Error);
