Console.WriteLine("Hello from a machine that runs nothing but this program!");

if (args.Length > 0)
    Console.WriteLine($"Arguments: {string.Join(", ", args)}");
