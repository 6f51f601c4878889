using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Baselines;

/// <summary>The numbers of one project that may only fall.</summary>
internal sealed record BaselineEntry
{
    /// <summary>Unsafe expressions.</summary>
    public int Unsafe { get; init; }

    /// <summary>Unsafe expressions without a SAFETY comment.</summary>
    public int Undocumented { get; init; }

    /// <summary>Unsynchronised mutable statics.</summary>
    public int Statics { get; init; }

    /// <summary>Whether <c>unsafe</c> compiles in the project.</summary>
    public bool AllowsUnsafe { get; init; }

    /// <summary>Lines of code, for the ratio; these may rise.</summary>
    public int CodeLines { get; init; }

    /// <summary>Why a number rose, when one did.</summary>
    public string? Reason { get; init; }

    /// <summary>The entry of a counted project.</summary>
    public static BaselineEntry Of(ProjectReport project) => new()
    {
        Unsafe = project.Counts.Unsafe,
        Undocumented = project.Counts.Undocumented.Count,
        Statics = project.Counts.MutableStatics.Count,
        AllowsUnsafe = project.AllowsUnsafe,
        CodeLines = project.Counts.CodeLines,
    };

    /// <summary>Whether any of the numbers is higher than in <paramref name="before"/>.</summary>
    public bool RisesOver(BaselineEntry before) => Differences(before).Any(difference => difference.Rises);

    /// <summary>What changed since <paramref name="before"/>.</summary>
    public IEnumerable<(string What, int Before, int Now, bool Rises)> Differences(BaselineEntry before)
    {
        (string, int, int)[] all =
        [
            ("unsafe expressions", before.Unsafe, Unsafe),
            ("undocumented", before.Undocumented, Undocumented),
            ("unsynchronised statics", before.Statics, Statics),
            ("unsafe allowed", before.AllowsUnsafe ? 1 : 0, AllowsUnsafe ? 1 : 0),
        ];
        foreach ((string what, int old, int now) in all)
        {
            if (old != now)
            {
                yield return (what, old, now, now > old);
            }
        }
    }
}
