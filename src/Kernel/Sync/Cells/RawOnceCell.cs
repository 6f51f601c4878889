using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A value that is written once and read ever after: what the once-cells and the lazies are made of.</summary>
internal struct RawOnceCell<TPolicy, T>
    where TPolicy : struct, IInterruptPolicy
{
    private RawOnce<TPolicy> _once;
    private Plain<T> _value;

    public RawOnceCell(T value)
    {
        _value = new Plain<T>(value);
        _once = RawOnce<TPolicy>.Completed;
    }

    public readonly bool IsSet
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _once.IsDone;
    }

    /// <summary>The value. Panics if it has not been set.</summary>
    [UnscopedRef]
    public readonly ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!_once.IsDone)
            {
                Panic.Fail("A once-cell was read before it was set.");
            }

            return ref ReadSet();
        }
    }

    public readonly bool TrySet(T value)
    {
        if (!_once.TryBegin(wait: false, out nuint interrupts))
        {
            return false;
        }

        Write(value);
        _once.End(completed: true, interrupts);
        return true;
    }

    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly T GetOrCreate<TInitializer>(scoped ref readonly TInitializer initializer)
        where TInitializer : struct, IInitializer<T>
    {
        if (!_once.IsDone)
        {
            Create(initializer);
        }

        return ref ReadSet();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Create<TInitializer>(TInitializer initializer)
        where TInitializer : struct, IInitializer<T>
    {
        if (!_once.TryBegin(wait: true, out nuint interrupts))
        {
            return;
        }

        bool completed = false;
        try
        {
            Write(initializer.Create());
            completed = true;
        }
        finally
        {
            _once.End(completed, interrupts);
        }
    }

    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref readonly T ReadSet()
    {
        // SAFETY: the value is set, the caller has acquired it with the state, and nobody writes it again.
        unsafe
        {
            return ref _value.Read();
        }
    }

    private readonly void Write(T value)
    {
        // SAFETY: called between TryBegin and End, which one thread at most is, and no reader before End.
        unsafe
        {
            _value.Write() = value;
        }
    }
}
