using System.Diagnostics;

namespace Hermit.Guest.Soak;

/// <summary>A thread that does one kind of work until it is told to stop, or until something is wrong.</summary>
internal sealed class Worker
{
    private readonly Thread _thread;
    private Exception? _failure;
    private long _lastStep = Stopwatch.GetTimestamp();
    private long _steps;

    /// <summary>Starts one; it tells the others to stop when it fails.</summary>
    public Worker(string name, Action step, CancellationTokenSource stop)
    {
        Name = name;
        _thread = new Thread(() =>
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    step();
                    _steps++;
                    Volatile.Write(ref _lastStep, Stopwatch.GetTimestamp());
                }
            }
            catch (Exception exception)
            {
                _failure = exception;
                stop.Cancel();
            }
        });
        _thread.Start();
    }

    /// <summary>What it does.</summary>
    public string Name { get; }

    /// <summary>How often it has done it.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>How long ago it did it last.</summary>
    public TimeSpan SinceLastStep => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastStep));

    /// <summary>Waits for its end.</summary>
    /// <exception cref="BrokenInvariantException">It has failed, or does not end.</exception>
    public void Finish()
    {
        BrokenInvariantException.Unless(_thread.Join(TimeSpan.FromSeconds(60)), $"{Name} does not end");
        if (_failure is not null)
            throw new BrokenInvariantException($"{Name}: {_failure}", _failure);
        BrokenInvariantException.Unless(_steps > 0, $"{Name} has never come to an end of its work");
    }
}
