namespace Hermit.Sync;

public partial struct Mutex<TLock, T>
{
    private LockState _state;

    readonly partial void BeforeAcquire(string file, int line) => LockChecks.BeforeAcquire(in _state, mayNest: false, new CallSite(file, line));

    readonly partial void AfterAcquire(string file, int line) => LockChecks.AfterAcquire(in _state, shared: false, new CallSite(file, line));

    readonly partial void BeforeRelease() => LockChecks.BeforeRelease(in _state);
}
