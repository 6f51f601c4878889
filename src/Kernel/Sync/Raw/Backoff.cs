namespace Hermit.Sync;

/// <summary>Exponential backoff of a waiter: each round waits about twice as long as the one before, up to a limit.</summary>
public struct Backoff
{
    // 64 pauses are some microseconds: longer waits gain nothing on the holder's side and add latency on the waiter's.
    private const uint LastRound = 6;

    private uint _round;

    /// <summary>Waits one round.</summary>
    public void Wait()
    {
        Platform.Relax(_round);
        if (_round < LastRound)
        {
            _round++;
        }
    }
}
