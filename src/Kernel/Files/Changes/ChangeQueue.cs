using Hermit.Scheduling;

namespace Hermit.Files;

/// <summary>Changes that nobody has read yet, and who watches for them.</summary>
internal struct ChangeQueue
{
    /// <summary>How many changes may wait; later ones are lost, which is told (Linux: max_queued_events).</summary>
    public const int Capacity = 16384;

    /// <summary>The oldest and the newest change.</summary>
    public ChangeLink First, Last;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>The watches that report here.</summary>
    public WatchLink Watches;

    /// <summary>The number of the last watch.</summary>
    public int LastNumber;

    /// <summary>Woken when a change comes in.</summary>
    public WaitQueue Readers;
}
