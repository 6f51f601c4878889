using System.Collections;

namespace Hermit.Guest.Process;

/// <summary>What a program can ask about the place it runs in.</summary>
internal static class Surroundings
{
    public static GuestCase[] Cases =>
    [
        new("arguments", Arguments),
        new("environment", EnvironmentVariables),
        new("properties", Properties),
        new("settings", Settings),
    ];

    private static int Arguments(string[] args)
    {
        Console.WriteLine($"{args.Length} arguments");
        for (int i = 0; i < args.Length; i++)
            Console.WriteLine($"{i}: [{args[i]}] {args[i].Length}");

        // The first two words of the command line are the program and the case.
        string[] all = Environment.GetCommandLineArgs();
        Console.WriteLine(all.AsSpan(2).SequenceEqual(args));
        return args.Length;
    }

    private static void EnvironmentVariables()
    {
        const string Name = "HERMIT_GUEST_VARIABLE";
        Console.WriteLine(Environment.GetEnvironmentVariable(Name) ?? "(unset)");
        Environment.SetEnvironmentVariable(Name, "erste Größe");
        Console.WriteLine(Environment.GetEnvironmentVariable(Name));
        Console.WriteLine(Environment.ExpandEnvironmentVariables($"<%{Name}%> <%HERMIT_NONE%>"));

        bool found = false;
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            found |= (string)entry.Key == Name && (string?)entry.Value == "erste Größe";
        Console.WriteLine(found);

        Environment.SetEnvironmentVariable(Name, null);
        Console.WriteLine(Environment.GetEnvironmentVariable(Name) ?? "(unset)");
        Attempt.Print("empty name", () => Environment.SetEnvironmentVariable("", "x"));
    }

    private static void Properties()
    {
        Console.WriteLine(Environment.NewLine.Length);
        Console.WriteLine(Environment.ProcessorCount >= 1);
        Console.WriteLine(Environment.Is64BitProcess);
        Console.WriteLine(Environment.SystemPageSize);
        Console.WriteLine(Environment.ProcessId > 0);
        Console.WriteLine(Environment.CurrentManagedThreadId > 0);
        Console.WriteLine(Environment.HasShutdownStarted);
        Console.WriteLine(Environment.TickCount64 >= 0);
        Console.WriteLine(Environment.WorkingSet >= 0);
        Console.WriteLine(Environment.MachineName.Length > 0);
        Console.WriteLine(Environment.Version.Major);
        Console.WriteLine(BitConverter.IsLittleEndian);
        Console.WriteLine(nint.Size);
        Console.WriteLine(OperatingSystem.IsWindows());
    }

    private static void Settings()
    {
        AppContext.SetSwitch("Hermit.Guest.Switch", true);
        Console.WriteLine(AppContext.TryGetSwitch("Hermit.Guest.Switch", out bool value) && value);
        Console.WriteLine(AppContext.TryGetSwitch("Hermit.Guest.Other", out _));
        Console.WriteLine(AppContext.GetData("Hermit.Guest.Nothing") ?? "(none)");
        Console.WriteLine(AppContext.BaseDirectory.EndsWith('/'));
    }
}
