namespace Hermit;

public static partial class Panic
{
    static partial void BeforeUnwinding() => Sync.LockChecks.PoisonHeld();
}
