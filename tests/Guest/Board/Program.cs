// What the tests of the machine ask: whether a program for newer CPUs starts, and what year the battery-backed clock has.
Console.WriteLine(DateTime.UtcNow.Year);
