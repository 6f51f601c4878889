using System.Collections.Concurrent;

namespace Hermit.Guest.Soak;

/// <summary>What locks guard is whole, and what they hand over arrives.</summary>
internal sealed class Locks
{
    private const int Threads = 3, Rounds = 500;
    private readonly object _gate = new();
    private readonly SemaphoreSlim _ping = new(0), _pong = new(0);
    private readonly ConcurrentDictionary<int, string> _names = new();
    private long _first, _second;

    public void Step()
    {
        long before = _first;
        var tasks = new Task[Threads];
        for (int i = 0; i < Threads; i++)
            tasks[i] = Task.Run(Count);
        Task other = Task.Run(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                _ping.Wait();
                _pong.Release();
            }
        });
        for (int i = 0; i < Rounds; i++)
        {
            _ping.Release();
            _pong.Wait();
        }

        other.Wait();
        Task.WaitAll(tasks);
        BrokenInvariantException.Unless(_first - before == Threads * Rounds, "a count under a lock went wrong");
    }

    private void Count()
    {
        for (int i = 0; i < Rounds; i++)
        {
            lock (_gate)
            {
                _first++;
                _second++;
                BrokenInvariantException.Unless(_first == _second, "two were in a lock");
            }

            int key = i % 50;
            BrokenInvariantException.Unless(_names.GetOrAdd(key, k => $"{k}") == $"{key}", "a dictionary has what nobody put there");
            if (i % 20 == 0)
                _names.TryRemove(key, out _);
        }
    }
}
