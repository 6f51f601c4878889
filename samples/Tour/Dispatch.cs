namespace Tour;

/// <summary>Calls through classes and interfaces: overrides, default methods, variance, very many receivers.</summary>
internal static class Dispatch
{
    public static void Run()
    {
        IInstrument[] band = [new Piano(), new Grand(), new Drum(4), new Whistle()];
        foreach (IInstrument instrument in band)
            Console.WriteLine($"{instrument.Name}: {instrument.Play(2)} {(instrument as ITunable)?.Tune(440) ?? "not tunable"}");

        int notes = 0;
        for (int i = 0; i < 100_000; i++)
            notes += band[i & 3].Play(1).Length;
        Console.WriteLine(notes);

        IComparable[] values = [1, 2L, 3.0, "four", '5', 6m, DayOfWeek.Monday, DateTime.UnixEpoch, Guid.Empty, TimeSpan.Zero, (Int128)7, true];
        Console.WriteLine(values.Sum(value => value.CompareTo(value) + 1));

        IEnumerable<object> covariant = new List<string> { "a", "b" };
        Action<string> contravariant = new Action<object>(value => Console.WriteLine($"got {value}"));
        contravariant(string.Concat(covariant));
        Console.WriteLine($"{band is IReadOnlyList<object>} {(object)new int[1] is uint[]} {covariant is IEnumerable<IConvertible>} {(object)5 is int?}");
    }

    private interface IInstrument
    {
        string Name => GetType().Name.ToLowerInvariant();

        string Play(int times);
    }

    private interface ITunable
    {
        string Tune(int hertz);
    }

    private class Piano : IInstrument, ITunable
    {
        public virtual string Play(int times) => string.Concat(Enumerable.Repeat("pling", times));

        public string Tune(int hertz) => $"{hertz} Hz";
    }

    private sealed class Grand : Piano
    {
        public override string Play(int times) => base.Play(times).ToUpperInvariant();
    }

    private sealed class Drum(int size) : IInstrument
    {
        string IInstrument.Name => $"drum of {size}";

        public string Play(int times) => new('b', times * size);
    }

    private readonly struct Whistle : IInstrument
    {
        public string Play(int times) => new('w', times);
    }
}
