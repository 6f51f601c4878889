using Hermit.Scheduling;

namespace Hermit.Runtime.Heap;

/// <summary>How the finalizer thread is told of work, and how others wait for it to be done. Lives in a static.</summary>
[Synchronized]
internal struct FinalizerSignal
{
    private KernelMonitor _monitor;
    private bool _requested;
    private uint _passes;
    private int _observedCollections;

    /// <summary>Asks for a pass over the objects that are ready.</summary>
    public void Request()
    {
        _monitor.Acquire();
        _requested = true;
        _monitor.SignalAll();
        _monitor.Release();
    }

    /// <summary>Blocks until a pass is asked for.</summary>
    public void WaitForRequest()
    {
        _monitor.Acquire();
        while (!_requested)
        {
            _monitor.Wait();
        }

        _requested = false;
        _monitor.Release();
    }

    /// <summary>Says that a pass is over, before which <paramref name="collections"/> collections had been made.</summary>
    public void Complete(int collections)
    {
        _monitor.Acquire();
        _observedCollections = collections;
        _passes++;
        _monitor.SignalAll();
        _monitor.Release();
    }

    /// <summary>Blocks until a pass is over that began after <paramref name="collections"/> collections.</summary>
    public void WaitForCompletion(int collections)
    {
        _monitor.Acquire();
        do
        {
            uint passes = _passes;
            _requested = true;
            _monitor.SignalAll();
            while (_passes == passes)
            {
                _monitor.Wait();
            }
        }
        while (collections - _observedCollections > 0);
        _monitor.Release();
    }
}
