using Sample;

// Generics, exceptions, thread statics and P/Invokes: what gives an object its different sections and relocations.
try
{
    int sum = new Box<int>(Native.Absent(1)).Value + Native.Renamed("x") + Native.Generated("y") + Native.Direct(2);
    Console.WriteLine(sum + Counter.Next());
}
catch (DllNotFoundException e) when (e.Message.Length > 0)
{
    Console.WriteLine(e.Message);
}
finally
{
    Console.WriteLine("done");
}
