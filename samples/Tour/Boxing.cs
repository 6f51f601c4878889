namespace Tour;

/// <summary>Values as objects: copies, equality, unboxing.</summary>
internal static class Boxing
{
    public static void Run()
    {
        object[] boxes = [1, 2L, 3.5, 'c', true, 4.5m, DayOfWeek.Friday, (1, "pair"), new Point(1, 2), (byte)7];
        Console.WriteLine(string.Join(" ", boxes.Select(box => $"{box.GetType().Name}={box}")));
        Console.WriteLine((int)boxes[0] + (long)boxes[1] + (byte)boxes[9]);

        var counter = new Counter();
        object first = counter, second = counter;
        ((ICounter)first).Increment();
        ((ICounter)first).Increment();
        Console.WriteLine($"{counter.Count} {((Counter)first).Count} {((Counter)second).Count}");

        object five = 5, otherFive = 5, longFive = 5L;
        Console.WriteLine($"{five.Equals(otherFive)} {five.Equals(longFive)} {ReferenceEquals(five, otherFive)} {new Point(1, 2).Equals(boxes[8])}");
        int? some = 5, none = null;
        object? boxedSome = some, boxedNone = none;
        Console.WriteLine($"{boxedSome!.GetType().Name} {boxedNone is null} {some + 1} {(none + 1) is null} {some > none}");
        try
        {
            Console.WriteLine((long)five);
        }
        catch (InvalidCastException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private interface ICounter
    {
        void Increment();
    }

    private struct Counter : ICounter
    {
        public int Count { get; private set; }

        public void Increment() => Count++;
    }

    private readonly record struct Point(int X, int Y);
}
