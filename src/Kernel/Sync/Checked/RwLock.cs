namespace Hermit.Sync;

public partial struct RwLock<TLock, T>
{
    private LockState _state;

    readonly partial void BeforeAcquire(bool shared, string file, int line) =>
        LockChecks.BeforeAcquire(in _state, shared && TLock.ReadersNest, new CallSite(file, line));

    readonly partial void AfterAcquire(bool shared, string file, int line) => LockChecks.AfterAcquire(in _state, shared, new CallSite(file, line));

    readonly partial void BeforeRelease() => LockChecks.BeforeRelease(in _state);
}
