using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>A kernel thread of a <see cref="SimulatedMachine"/>: explored threads are numbered in the order in which the machine adds both.</summary>
internal sealed class SimulatedThread(int number)
{
    private AtomicInt32 _resumed;

    /// <summary>The number of the explored thread that plays it.</summary>
    public int Explored { get; private set; }

    /// <summary>Its record.</summary>
    public Hermit.Memory.PoolLink Record { get; set; }

    /// <summary>What stands for the address of its memory.</summary>
    public nuint Area => (nuint)number;

    /// <summary>The CPU that runs it, or ran it last.</summary>
    public int Cpu { get; set; }

    /// <summary>Whether a CPU runs it.</summary>
    public bool HasCpu { get; set; }

    /// <summary>Whether it has ended, so that what its stack still does counts no more.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Whether its memory has been freed.</summary>
    public bool IsFreed { get; set; }

    /// <summary>Plays it, on the explored thread that calls this, until it ends.</summary>
    public void Play(Action body)
    {
        Explored = Instrumentation.Thread.Id;
        Instrumentation.Thread.InterruptsMasked = true;
        try
        {
            body();
        }
        catch (LeftException)
        {
        }
    }

    /// <summary>Whether it need not have ended when the others have.</summary>
    public bool MayLeave { get; set; }

    /// <summary>What it runs, if the kernel created it.</summary>
    public nint Entry { get; set; }

    /// <summary>Waits until a CPU is handed to it; one that the kernel created leaves when all others have ended.</summary>
    public void AwaitCpu(SimulatedMachine machine)
    {
        while (_resumed.Load(MemoryOrder.Acquire) == 0)
        {
            if (MayLeave && machine.HasEnded)
            {
                HasLeft = true;
                throw new LeftException();
            }

            Spin.Wait();
        }

        _resumed.Store(0, MemoryOrder.Relaxed);
    }

    /// <summary>Hands a CPU to it.</summary>
    public void Resume(int cpu)
    {
        if (HasCpu || IsFreed)
        {
            throw new InvalidOperationException(IsFreed ? "A thread ran whose memory had been freed." : "A thread ran on two CPUs.");
        }

        Cpu = cpu;
        HasCpu = true;
        _resumed.Store(1, MemoryOrder.Release);
    }

    /// <summary>Unwinds a thread that is not continued.</summary>
    internal sealed class LeftException : Exception;
}
