using System.Runtime.InteropServices;

namespace Tour;

/// <summary>Delegates, closures, events and function pointers.</summary>
internal static class Delegates
{
    public static void Run()
    {
        var counters = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int start = i * 10;
            counters.Add(() => start++);
        }

        Console.WriteLine(string.Join(" ", counters.Select(counter => counter() + counter())));

        Func<int, int> chain = value => Say("doubled", value * 2);
        chain += value => Say("squared", value * value);
        Console.WriteLine(chain(7));
        Func<int, Func<int, int>> add = a => b => a + b;
        Func<string, string> upper = string.IsInterned("x") is null ? text => text : text => text.ToUpperInvariant();
        Console.WriteLine($"{add(3)(4)} {upper("text").Length} {((Func<string>)"bound".ToUpperInvariant)()} {Compose(Math.Abs, value => value + 1)(-5)}");

        var thermometer = new Thermometer();
        thermometer.Changed += (_, degrees) => Console.WriteLine($"now {degrees} degrees");
        thermometer.Measure(20);
        thermometer.Measure(20);
        thermometer.Measure(21);
        CallThroughC();
    }

    private static int Say(string what, int value)
    {
        Console.WriteLine($"{what} {value}");
        return value;
    }

    private static Func<int, int> Compose(Func<int, int> first, Func<int, int> second) => value => second(first(value));

    /// <summary>Out to the C calling convention and back into managed code, both ways of doing it.</summary>
    private static unsafe void CallThroughC()
    {
        delegate* unmanaged<int, int> negate = &Negate;
        int factor = 6;
        Multiply multiply = value => value * factor;
        var pointer = (delegate* unmanaged<int, int>)Marshal.GetFunctionPointerForDelegate(multiply);
        Console.WriteLine($"{negate(41)} {pointer(7)}");
        GC.KeepAlive(multiply);
    }

    [UnmanagedCallersOnly]
    private static int Negate(int value) => -value;

    private delegate int Multiply(int value);

    private sealed class Thermometer
    {
        private int _degrees;

        public event EventHandler<int>? Changed;

        public void Measure(int degrees)
        {
            if (degrees == _degrees)
                return;
            _degrees = degrees;
            Changed?.Invoke(this, degrees);
        }
    }
}
