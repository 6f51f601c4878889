namespace Hermit.Guest.Soak;

/// <summary>Something that holds in any order of events did not.</summary>
internal sealed class BrokenInvariantException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Throws unless what holds does.</summary>
    public static void Unless(bool holds, string what)
    {
        if (!holds)
            throw new BrokenInvariantException(what);
    }
}
