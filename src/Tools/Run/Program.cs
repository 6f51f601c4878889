using Hermit.Run;

try
{
    LaunchOptions options = LaunchOptions.Parse(args);
    if (options.Help)
    {
        Console.Out.WriteLine(LaunchOptions.Usage);
        return 0;
    }
    return new Launcher(options).Run();
}
catch (LaunchException e)
{
    if (e.Code.Length > 0)
        Console.Error.WriteLine($"hermit-run: error {e.Code}: {e.Message}");
    return e.ExitCode;
}
