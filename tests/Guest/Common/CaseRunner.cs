namespace Hermit.Guest;

/// <summary>Runs the case that the first argument names, or lists all of them.</summary>
internal static class CaseRunner
{
    private const int UsageError = 2;

    public static int Run(string[] args, params GuestCase[][] groups)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: PROGRAM CASE [ARGUMENT...] | --list");
            return UsageError;
        }

        if (args[0] == "--list")
        {
            foreach (GuestCase[] group in groups)
                foreach (GuestCase item in group)
                    Console.WriteLine(item.Name);
            return 0;
        }

        foreach (GuestCase[] group in groups)
            foreach (GuestCase item in group)
                if (item.Name == args[0])
                    return item.Body(args[1..]);

        Console.Error.WriteLine($"no case '{args[0]}'");
        return UsageError;
    }
}
