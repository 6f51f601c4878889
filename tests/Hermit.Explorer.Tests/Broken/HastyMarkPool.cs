using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: a marker takes its entries before it stops to wait, so that the owner can find nothing here and everybody waiting meanwhile.</summary>
internal struct HastyMarkPool
{
    private SpinMutex<int> _count;
    private SpinMutex<int> _working;

    public readonly void Give(int count)
    {
        using var guard = _count.Lock();
        guard.Value += count;
    }

    public readonly bool TryTake()
    {
        using (var guard = _count.Lock())
        {
            if (guard.Value == 0)
            {
                return false;
            }

            guard.Value--;
        }

        using (var guard = _working.Lock())
        {
            guard.Value++;
        }

        return true;
    }

    public readonly void Done()
    {
        using var guard = _working.Lock();
        guard.Value--;
    }

    public readonly bool IsFinished()
    {
        using var count = _count.Lock();
        using var working = _working.Lock();
        return count.Value == 0 && working.Value == 0;
    }
}
