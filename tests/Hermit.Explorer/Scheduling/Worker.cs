using System.Collections.Concurrent;

namespace Hermit.Explorer;

/// <summary>A system thread that plays explored threads, kept for the next execution: starting one for each would cost more than exploring.</summary>
internal sealed class Worker
{
    private static readonly ConcurrentBag<Worker> s_idle = [];

    private readonly SemaphoreSlim _work = new(0);
    private Action? _action;

    private Worker()
    {
        new Thread(Loop, maxStackSize: 1 << 20) { IsBackground = true, Name = "Explored thread" }.Start();
    }

    /// <summary>Runs <paramref name="action"/>, which must not throw, on an idle worker.</summary>
    public static void Run(Action action)
    {
        Worker worker = s_idle.TryTake(out Worker? idle) ? idle : new Worker();
        worker._action = action;
        worker._work.Release();
    }

    private void Loop()
    {
        while (true)
        {
            _work.Wait();
            _action!();
            s_idle.Add(this);
        }
    }
}
