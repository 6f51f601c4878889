using Hermit.Analyzers;

namespace Hermit.CountUnsafe.Counting;

/// <summary>What was counted in a file, a project, or all of them.</summary>
internal sealed class Counts
{
    public int Files { get; set; }

    /// <summary>Lines of text.</summary>
    public int Lines { get; set; }

    /// <summary>Lines with code on them: neither blank nor comment, nor excluded by a preprocessor directive.</summary>
    public int CodeLines { get; set; }

    /// <summary>Static methods, operators, local functions and lambdas with a body, and external methods.</summary>
    public Tally Functions { get; set; }

    /// <summary>Instance methods, constructors, finalizers and accessors with a body.</summary>
    public Tally Methods { get; set; }

    /// <summary>Classes, structs, records, interfaces, enumerations and delegates.</summary>
    public Tally Types { get; set; }

    /// <summary>Expressions that have a value or call something.</summary>
    public Tally Expressions { get; set; }

    /// <summary>Unsafe expressions by kind.</summary>
    public SortedDictionary<UnsafeKind, int> Kinds { get; } = [];

    /// <summary>Unsafe expressions that a SAFETY comment covers.</summary>
    public int Documented { get; set; }

    /// <summary>Unsafe expressions that none covers.</summary>
    public List<Place> Undocumented { get; } = [];

    /// <summary>Static variables that nothing synchronises.</summary>
    public List<Place> MutableStatics { get; } = [];

    /// <summary>All unsafe expressions.</summary>
    public int Unsafe => Expressions.Unsafe;

    /// <summary>Unsafe expressions per thousand lines of code.</summary>
    public double PerThousandCodeLines => CodeLines == 0 ? 0 : 1000.0 * Unsafe / CodeLines;

    /// <summary>Unsafe expressions per thousand lines.</summary>
    public double PerThousandLines => Lines == 0 ? 0 : 1000.0 * Unsafe / Lines;

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(Counts other)
    {
        Files += other.Files;
        Lines += other.Lines;
        CodeLines += other.CodeLines;
        Functions += other.Functions;
        Methods += other.Methods;
        Types += other.Types;
        Expressions += other.Expressions;
        Documented += other.Documented;
        Undocumented.AddRange(other.Undocumented);
        MutableStatics.AddRange(other.MutableStatics);
        foreach ((UnsafeKind kind, int count) in other.Kinds)
        {
            Kinds[kind] = Kinds.GetValueOrDefault(kind) + count;
        }
    }
}
