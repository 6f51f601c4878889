using System.Runtime.CompilerServices;

namespace Hermit.Guest.Tasks;

/// <summary>An awaitable of the program's own: passes through the thread pool a number of times.</summary>
internal sealed class Countdown : ICriticalNotifyCompletion
{
    private readonly int _turns;
    private int _left;

    public Countdown(int turns) => _turns = _left = turns;

    public bool IsCompleted => false;

    public Countdown GetAwaiter() => this;

    public string GetResult() => $"{_turns} turns";

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (--_left <= 0)
            ThreadPool.UnsafeQueueUserWorkItem(static state => state(), continuation, preferLocal: false);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static pair => pair.Self.UnsafeOnCompleted(pair.Continuation), (Self: this, Continuation: continuation), preferLocal: true);
    }
}
