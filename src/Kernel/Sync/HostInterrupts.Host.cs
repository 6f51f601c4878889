using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The interrupts of a host thread, simulated: a flag that says whether they are masked, and a way to run code as if an interrupt had arrived.
/// </summary>
public static class HostInterrupts
{
    [ThreadStatic]
    private static bool t_masked;

    [ThreadStatic]
    private static bool t_inHandler;

    /// <summary>Whether the calling thread takes interrupts now.</summary>
    public static bool Enabled => !t_masked;

    /// <summary>Whether the calling thread runs a handler that <see cref="TryDeliver"/> started.</summary>
    public static bool InHandler => t_inHandler;

    /// <summary>
    /// Runs <paramref name="handler"/> on the calling thread with interrupts masked, as an interrupt would, and returns <see langword="true"/>;
    /// returns <see langword="false"/>, without running it, while the thread masks interrupts.
    /// </summary>
    public static bool TryDeliver(Action handler)
    {
        if (t_masked)
        {
            return false;
        }

        t_masked = true;
        t_inHandler = true;
        try
        {
            handler();
        }
        finally
        {
            t_inHandler = false;
            t_masked = false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint Mask()
    {
        bool masked = t_masked;
        t_masked = true;
        return masked ? (nuint)1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Restore(nuint state) => t_masked = state != 0;
}
