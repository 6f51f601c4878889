using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Atomic operations, sequentially consistent. The compiler expands the recursive bodies.</summary>
public static class Interlocked
{
    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    [Intrinsic]
    public static int CompareExchange(ref int location, int value, int comparand) => CompareExchange(ref location, value, comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    [Intrinsic]
    public static int Exchange(ref int location, int value) => Exchange(ref location, value);

    [Intrinsic]
    private static int ExchangeAdd(ref int location, int value) => ExchangeAdd(ref location, value);

    /// <summary>Adds; returns the sum.</summary>
    public static int Add(ref int location, int value) => ExchangeAdd(ref location, value) + value;

    /// <summary>Adds one; returns the sum.</summary>
    public static int Increment(ref int location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the difference.</summary>
    public static int Decrement(ref int location) => Add(ref location, -1);

    /// <summary>Ands; returns what stood there.</summary>
    public static int And(ref int location, int value)
    {
        int seen = location;
        while (true)
        {
            int now = CompareExchange(ref location, seen & value, seen);
            if (now == seen)
            {
                return seen;
            }

            seen = now;
        }
    }

    /// <summary>Ands; returns what stood there.</summary>
    public static uint And(ref uint location, uint value) => (uint)And(ref Signed(ref location), (int)value);

    /// <summary>Ors; returns what stood there.</summary>
    public static int Or(ref int location, int value)
    {
        int seen = location;
        while (true)
        {
            int now = CompareExchange(ref location, seen | value, seen);
            if (now == seen)
            {
                return seen;
            }

            seen = now;
        }
    }

    /// <summary>Ors; returns what stood there.</summary>
    public static uint Or(ref uint location, uint value) => (uint)Or(ref Signed(ref location), (int)value);

    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    public static uint CompareExchange(ref uint location, uint value, uint comparand) => (uint)CompareExchange(ref Signed(ref location), (int)value, (int)comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    public static uint Exchange(ref uint location, uint value) => (uint)Exchange(ref Signed(ref location), (int)value);

    /// <summary>Adds; returns the sum.</summary>
    public static uint Add(ref uint location, uint value) => (uint)Add(ref Signed(ref location), (int)value);

    /// <summary>Adds one; returns the sum.</summary>
    public static uint Increment(ref uint location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the difference.</summary>
    public static uint Decrement(ref uint location) => (uint)Add(ref Signed(ref location), -1);

    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    [Intrinsic]
    public static long CompareExchange(ref long location, long value, long comparand) => CompareExchange(ref location, value, comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    [Intrinsic]
    public static long Exchange(ref long location, long value) => Exchange(ref location, value);

    [Intrinsic]
    private static long ExchangeAdd(ref long location, long value) => ExchangeAdd(ref location, value);

    /// <summary>Adds; returns the sum.</summary>
    public static long Add(ref long location, long value) => ExchangeAdd(ref location, value) + value;

    /// <summary>Adds one; returns the sum.</summary>
    public static long Increment(ref long location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the difference.</summary>
    public static long Decrement(ref long location) => Add(ref location, -1);

    /// <summary>Ands; returns what stood there.</summary>
    public static long And(ref long location, long value)
    {
        long seen = location;
        while (true)
        {
            long now = CompareExchange(ref location, seen & value, seen);
            if (now == seen)
            {
                return seen;
            }

            seen = now;
        }
    }

    /// <summary>Ands; returns what stood there.</summary>
    public static ulong And(ref ulong location, ulong value) => (ulong)And(ref Signed(ref location), (long)value);

    /// <summary>Ors; returns what stood there.</summary>
    public static long Or(ref long location, long value)
    {
        long seen = location;
        while (true)
        {
            long now = CompareExchange(ref location, seen | value, seen);
            if (now == seen)
            {
                return seen;
            }

            seen = now;
        }
    }

    /// <summary>Ors; returns what stood there.</summary>
    public static ulong Or(ref ulong location, ulong value) => (ulong)Or(ref Signed(ref location), (long)value);

    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    public static ulong CompareExchange(ref ulong location, ulong value, ulong comparand) => (ulong)CompareExchange(ref Signed(ref location), (long)value, (long)comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    public static ulong Exchange(ref ulong location, ulong value) => (ulong)Exchange(ref Signed(ref location), (long)value);

    /// <summary>Adds; returns the sum.</summary>
    public static ulong Add(ref ulong location, ulong value) => (ulong)Add(ref Signed(ref location), (long)value);

    /// <summary>Adds one; returns the sum.</summary>
    public static ulong Increment(ref ulong location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the difference.</summary>
    public static ulong Decrement(ref ulong location) => (ulong)Add(ref Signed(ref location), -1);

    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    public static nint CompareExchange(ref nint location, nint value, nint comparand) => (nint)CompareExchange(ref Signed(ref location), (long)value, (long)comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    public static nint Exchange(ref nint location, nint value) => (nint)Exchange(ref Signed(ref location), (long)value);

    /// <summary>Stores <paramref name="value"/> where <paramref name="comparand"/> stands; returns what stood there.</summary>
    public static nuint CompareExchange(ref nuint location, nuint value, nuint comparand) => (nuint)CompareExchange(ref Signed(ref location), (long)value, (long)comparand);

    /// <summary>Stores a value; returns what stood there.</summary>
    public static nuint Exchange(ref nuint location, nuint value) => (nuint)Exchange(ref Signed(ref location), (long)value);

    /// <summary>Reads 64 bits at once.</summary>
    public static long Read(ref readonly long location) => Volatile.Read(in location);

    /// <summary>Orders everything before with everything after.</summary>
    [Intrinsic]
    public static void MemoryBarrier() => MemoryBarrier();

    // SAFETY: both are integers of 32 bits, of which every pattern is a value; the place is the same, and so is how long it lives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref int Signed(ref uint location) => ref Unsafe.As<uint, int>(ref location);

    // SAFETY: both are integers of 64 bits, of which every pattern is a value; the place is the same, and so is how long it lives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref long Signed(ref ulong location) => ref Unsafe.As<ulong, long>(ref location);

    // SAFETY: both are integers of 64 bits on every machine that is supported; the place is the same, and so is how long it lives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref long Signed(ref nint location) => ref Unsafe.As<nint, long>(ref location);

    // SAFETY: both are integers of 64 bits on every machine that is supported; the place is the same, and so is how long it lives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref long Signed(ref nuint location) => ref Unsafe.As<nuint, long>(ref location);
}
