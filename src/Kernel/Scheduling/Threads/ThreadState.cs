namespace Hermit.Scheduling;

/// <summary>What a thread is doing.</summary>
internal enum ThreadState : byte
{
    /// <summary>Runs, or waits for a CPU.</summary>
    Ready,

    /// <summary>Waits to be woken.</summary>
    Blocked,

    /// <summary>Has ended; its record and its memory go as soon as its CPU runs another thread.</summary>
    Ended,
}
