Console.WriteLine("Hello from a machine that runs nothing but this program!");

foreach (string argument in args)
    Console.WriteLine("Argument: " + argument);
