namespace Hermit.Guest.Tests.Running;

/// <summary>Runs a program on the host, in an empty folder of its own, as a guest starts with nothing in its root.</summary>
internal static class HostProcess
{
    /// <summary>Runs it and waits for its end.</summary>
    public static RunResult Run(string executable, IReadOnlyList<string> arguments, byte[] input, IReadOnlyDictionary<string, string> environment, TimeSpan timeout)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hermit-guest-");
        try
        {
            return ProcessRunner.Run(new RunRequest(executable, arguments)
            {
                Input = input,
                WorkingDirectory = folder.FullName,
                Environment = environment,
                Timeout = timeout,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
