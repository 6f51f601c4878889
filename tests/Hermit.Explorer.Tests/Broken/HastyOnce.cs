using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: runs the action once, but lets others go on while it is under way.</summary>
internal struct HastyOnce
{
    private AtomicBool _begun;

    public readonly void Run<TAction>(TAction action)
        where TAction : struct, IAction
    {
        if (!_begun.Exchange(true, MemoryOrder.AcquireRelease))
        {
            action.Invoke();
        }
    }
}
