using System.Collections.Concurrent;

namespace Hermit.Guest.Tasks;

/// <summary>A synchronisation context that runs everything on the thread that pumps it.</summary>
internal sealed class EventLoop : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    public int Executed { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

    public void RunUntil(Task task)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        while (!task.IsCompleted)
        {
            (SendOrPostCallback callback, object? state) = _queue.Take();
            callback(state);
            Executed++;
        }

        SetSynchronizationContext(before);
    }

    public void Dispose() => _queue.Dispose();
}
