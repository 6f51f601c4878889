namespace Hermit.Sync;

/// <summary>
/// A lock without data that many readers or one writer hold; as an <see cref="IRawLock"/> it is the writer's side.
/// The shared side hands out a token because there is no single holder whose state the lock itself could keep.
/// </summary>
[Trusted]
public interface IRawRwLock : IRawLock
{
    /// <summary>Whether one that holds the lock for reading may acquire it for reading again without the danger of waiting for itself.</summary>
    static abstract bool ReadersNest { get; }

    /// <summary>Takes the lock for reading, spinning while a writer has it, and returns what <see cref="ReleaseShared"/> wants back.</summary>
    nuint AcquireShared();

    /// <summary>Takes the lock for reading if no writer has it or waits for it, and returns whether it did. Does not wait.</summary>
    bool TryAcquireShared(out nuint token);

    /// <summary>Ends one reader's hold.</summary>
    /// <remarks>Safety: the caller holds the lock for reading, got <paramref name="token"/> with it, and gives up every reference to what it protects.</remarks>
    [RequiresUnsafe]
    void ReleaseShared(nuint token);
}
