namespace Hermit.CountUnsafe.Counting;

/// <summary>How many there are, and how many of them are unsafe.</summary>
internal readonly record struct Tally(int Safe, int Unsafe)
{
    /// <summary>All of them.</summary>
    public int Total => Safe + Unsafe;

    public static Tally operator +(Tally left, Tally right) => new(left.Safe + right.Safe, left.Unsafe + right.Unsafe);

    /// <summary>With one more.</summary>
    public Tally With(bool isUnsafe) => isUnsafe ? this with { Unsafe = Unsafe + 1 } : this with { Safe = Safe + 1 };
}
