namespace Hermit.Explorer;

/// <summary>
/// One execution of a scenario. Exactly one explored thread runs at any time; before each of its steps it asks the strategy who goes next, and hands over
/// its turn or keeps it.
/// </summary>
internal sealed class Execution(IStrategy strategy, ExplorerOptions options, bool tracing)
{
    private readonly List<ExploredThread> _threads = [];
    private readonly List<ExploredInterrupt> _interrupts = [];
    private readonly List<int> _choices = [];
    private readonly SemaphoreSlim _ended = new(0);
    private ExploredThread? _lastRun;
    private int _locations;
    private bool _aborting;

    /// <summary>The machine that the scenario has made, if any.</summary>
    public SimulatedMachine? Machine { get; set; }

    /// <summary>Raised when all threads have ended and the check has run.</summary>
    public event Action? Ended;

    /// <summary>What went wrong, if anything did.</summary>
    public (FailureKind Kind, string Message)? Failure { get; private set; }

    /// <summary>Whether the execution was cut short because it repeats another.</summary>
    public bool IsRedundant { get; private set; }

    /// <summary>The choices made so far.</summary>
    public IReadOnlyList<int> Choices => _choices;

    /// <summary>The steps so far; empty unless tracing.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>How many steps there were.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether plain accesses are steps: only an interrupt could come between them.</summary>
    public bool HasInterrupts => _interrupts.Count > 0;

    /// <summary>What all sequentially consistent fences so far have published.</summary>
    public View SequentialFences { get; } = new();

    /// <summary>Gives a location its number.</summary>
    public int NextLocation() => _locations++;

    /// <summary>Runs the scenario that <paramref name="fill"/> describes, to its end or its failure.</summary>
    public void Run(Action<Scenario> fill)
    {
        var scenario = new Scenario();
        var main = new ExploredThread(this, 0, "main", () => { });
        ExploredThread.Playing = main;
        try
        {
            Guarded(() => fill(scenario), main);
            if (Failure is null && scenario.Threads.Count > 0)
            {
                RunThreads(scenario, main);
            }

            if (Failure is null && !IsRedundant && scenario.Check is { } check)
            {
                _threads.ForEach(thread => main.Current.Join(thread.Current));
                Guarded(check, main);
            }
        }
        finally
        {
            ExploredThread.Playing = null;
            Ended?.Invoke();
        }
    }

    /// <summary>
    /// Called by the running thread before a step: returns when it has its turn to make it. Outside of the threads (in the set-up and the check) nothing
    /// else runs, and it returns at once.
    /// </summary>
    public void Reach(ExploredThread thread, Operation operation)
    {
        if (thread.Id == 0)
        {
            return;
        }

        ThrowIfAborting();
        thread.Pending = operation;
        while (true)
        {
            HandOver(thread);
            ThrowIfAborting();
            if (thread.Arriving is not { } interrupt)
            {
                return;
            }

            thread.Arriving = null;
            RunHandler(thread, interrupt);
            thread.Pending = operation;
        }
    }

    /// <summary>Ends the execution with a failure. Does not return.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Fail(FailureKind kind, string message)
    {
        Failure ??= (kind, message);
        _aborting = true;
        throw new ExecutionAbortedException();
    }

    /// <summary>Picks one of several stores that a load may read; 0 is the newest.</summary>
    public int PickStore(int count)
    {
        int choice = strategy.PickStore(count);
        _choices.Add(choice);
        return choice;
    }

    /// <summary>Adds a line to the trace.</summary>
    public void Note(ExploredThread thread, string step)
    {
        if (tracing)
        {
            Trace.Add($"{Trace.Count + 1,4}  {thread.Role,-20} {step}");
        }
    }

    /// <summary>Whether loads may read outdated stores.</summary>
    public bool WeakMemory => options.WeakMemory;

    /// <summary>Whether steps should be described.</summary>
    public bool IsTracing => tracing;

    private void RunThreads(Scenario scenario, ExploredThread main)
    {
        foreach ((string name, Action body) in scenario.Threads)
        {
            var thread = new ExploredThread(this, _threads.Count + 1, name, body);
            thread.Current.Join(main.Current);
            _threads.Add(thread);
        }

        foreach ((string name, string target, Action handler) in scenario.Interrupts)
        {
            ExploredThread thread = _threads.Find(candidate => candidate.Name == target)
                ?? throw new ArgumentException($"Interrupt '{name}' is to arrive on thread '{target}', which the scenario does not have.");
            _interrupts.Add(new ExploredInterrupt(_threads.Count + 1 + _interrupts.Count, name, thread, handler));
        }

        ExploredThread? first = null;
        Guarded(() => first = PickNext(), main);
        if (first is not null)
        {
            _threads.ForEach(thread => Worker.Run(() => Play(thread)));
            first.GiveTurn();
            _ended.Wait();
        }
    }

    private void Play(ExploredThread thread)
    {
        thread.AwaitTurn();
        ExploredThread.Playing = thread;
        if (!_aborting)
        {
            Guarded(() => PlayBody(thread), thread);
        }

        ExploredThread.Playing = null;
        thread.Finished = true;
        Leave();
    }

    private void PlayBody(ExploredThread thread)
    {
        // The turn that started the thread may have been given for an interrupt that arrives before its first step.
        while (thread.Arriving is { } interrupt)
        {
            thread.Arriving = null;
            RunHandler(thread, interrupt);
            thread.Pending = new Operation(OperationKind.Start);
            HandOver(thread);
            ThrowIfAborting();
        }

        thread.Body();

        // The last place where an interrupt can arrive.
        Reach(thread, new Operation(OperationKind.Exit));
    }

    private void Guarded(Action action, ExploredThread thread)
    {
        try
        {
            action();
        }
        catch (ExecutionAbortedException)
        {
        }
        catch (Exception exception)
        {
            Failure ??= (FailureKind.Exception, $"{thread.Role}: {exception.GetType().Name}: {exception.Message}");
            _aborting = true;
        }
    }

    private void RunHandler(ExploredThread thread, ExploredInterrupt interrupt)
    {
        var loaded = new Dictionary<AtomicLocation, int>(thread.LoadedSinceWait);
        thread.LoadedSinceWait.Clear();
        thread.InHandler = interrupt.Name;
        thread.InterruptsMasked = true;
        Note(thread, "interrupt arrives");
        interrupt.Handler();
        Note(thread, "interrupt ends");
        thread.InterruptsMasked = false;
        thread.InHandler = null;
        thread.LoadedSinceWait.Clear();
        foreach ((AtomicLocation location, int store) in loaded)
        {
            thread.LoadedSinceWait[location] = store;
        }
    }

    private void HandOver(ExploredThread thread)
    {
        ExploredThread? next = PickNext();
        ThrowIfAborting();
        if (next != thread)
        {
            next!.GiveTurn();
            thread.AwaitTurn();
        }
    }

    // The turn of a thread that has ended, or that unwinds, goes to any other that has not: each must leave before the execution can end.
    private void Leave()
    {
        ExploredThread? next = null;
        if (!_aborting)
        {
            try
            {
                next = PickNext();
            }
            catch (ExecutionAbortedException)
            {
            }
        }

        next ??= _threads.Find(candidate => !candidate.Finished);
        if (next is null)
        {
            _ended.Release();
        }
        else
        {
            next.GiveTurn();
        }
    }

    private ExploredThread? PickNext()
    {
        List<Candidate> candidates = Candidates(out bool lastCanRun);
        if (candidates.Count == 0)
        {
            return _threads.TrueForAll(thread => thread.Finished) ? null : FailDeadlocked();
        }

        if (++Steps > options.MaximumSteps)
        {
            Fail(FailureKind.NoEnd, $"The execution did not end within {options.MaximumSteps} steps.");
        }

        int choice;
        try
        {
            choice = strategy.PickActor(candidates, lastCanRun);
        }
        catch (InvalidOperationException exception)
        {
            Fail(FailureKind.Exception, exception.Message);
            return null;
        }

        if (choice == IStrategy.Redundant)
        {
            IsRedundant = true;
            _aborting = true;
            return null;
        }

        _choices.Add(choice);
        Candidate picked = candidates[choice];
        if (picked.IsInterrupt)
        {
            ExploredInterrupt interrupt = _interrupts.Find(candidate => candidate.Actor == picked.Actor)!;
            interrupt.Arrived = true;
            interrupt.Thread.Arriving = interrupt;
        }

        return _lastRun = _threads[picked.Thread - 1];
    }

    private List<Candidate> Candidates(out bool lastCanRun)
    {
        var candidates = new List<Candidate>(_threads.Count + _interrupts.Count);
        lastCanRun = _lastRun is { CanRun: true };
        if (lastCanRun)
        {
            candidates.Add(new Candidate(_lastRun!.Id, _lastRun.Id, _lastRun.Pending));
        }

        foreach (ExploredThread thread in _threads)
        {
            if (thread != _lastRun && thread.CanRun)
            {
                candidates.Add(new Candidate(thread.Id, thread.Id, thread.Pending));
            }
        }

        foreach (ExploredInterrupt interrupt in _interrupts)
        {
            if (!interrupt.Arrived && !interrupt.Thread.Finished && !interrupt.Thread.InterruptsMasked)
            {
                candidates.Add(new Candidate(interrupt.Actor, interrupt.Thread.Id, new Operation(OperationKind.Interrupt)));
            }
        }

        return candidates;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private ExploredThread FailDeadlocked()
    {
        IEnumerable<string> waiting = _threads
            .Where(thread => !thread.Finished)
            .Select(thread => $"{thread.Role} waits for {string.Join(", ", thread.LoadedSinceWait.Keys.Select(location => $"#{location.Id}"))}");
        Fail(FailureKind.Deadlock, $"Nothing can go on: {string.Join("; ", waiting)}.");
        return null;
    }

    private void ThrowIfAborting()
    {
        if (_aborting)
        {
            throw new ExecutionAbortedException();
        }
    }
}
