namespace Hermit.Run;

/// <summary>The launcher's command line, of <c>hermit-run</c> and of <c>hermit run</c>.</summary>
public static class CommandLine
{
    /// <summary>Boots what <paramref name="arguments"/> name, or explains itself; returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            LaunchOptions options = LaunchOptions.Parse(arguments);
            if (options.Help)
            {
                Console.Out.WriteLine(LaunchOptions.Usage);
                return 0;
            }
            if (options.Describe)
            {
                Console.Out.WriteLine(ImageMemory.Describe(options.Image));
                return 0;
            }
            return new Launcher(options).Run();
        }
        catch (LaunchException e)
        {
            if (e.Code.Length > 0)
                HostStreams.Messages.WriteLine($"hermit-run: error {e.Code}: {e.Message}");
            return e.ExitCode;
        }
    }
}
