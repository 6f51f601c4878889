using System.Diagnostics.CodeAnalysis;

namespace Hermit.Sync;

/// <summary>The hold of one CPU's value in a <see cref="PerCpu{T}"/>, with interrupts masked. Declare it by <c>using</c>.</summary>
[Guard]
public readonly ref struct PerCpuGuard<T>
{
    private readonly nuint _interrupts;
    private readonly MutexGuard<RawSpinLock, T> _guard;

    internal PerCpuGuard(nuint interrupts, MutexGuard<RawSpinLock, T> guard)
    {
        _interrupts = interrupts;
        _guard = guard;
    }

    /// <summary>The CPU's value.</summary>
    [UnscopedRef]
    public ref T Value => ref _guard.Value;

    /// <summary>Ends the hold, then puts the interrupt state back.</summary>
    public void Dispose()
    {
        if (_guard.IsHeld)
        {
            _guard.Dispose();
            Platform.RestoreInterrupts(_interrupts);
        }
    }
}
