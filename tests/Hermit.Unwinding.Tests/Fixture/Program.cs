using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fixture;

/// <summary>Methods whose unwind data the tests know: they are compiled and looked at, never run.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        int result = Clauses(args.Length) + Nested(args) + (int)ManyRegisters(args.Length, args.Length + 1, args.Length * 3);
        unsafe
        {
            delegate* unmanaged<int, int> callback = &Callback;
            return result + callback(3);
        }
    }

    /// <summary>In the order of the table: a typed clause, a filter, a fault.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Clauses(int value)
    {
        int result = 0;
        try
        {
            try
            {
                result = Risk(value);
            }
            catch (FormatException)
            {
                result = 1;
            }
            catch (InvalidOperationException exception) when (exception.HResult == value)
            {
                result = 2;
            }
        }
        finally
        {
            Note(result);
        }

        return result;
    }

    /// <summary>Protected regions inside handlers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Nested(string[] names)
    {
        int count = 0;
        foreach (string name in names)
        {
            try
            {
                count += Risk(name.Length);
            }
            catch (ArgumentException)
            {
                try
                {
                    count += Risk(count);
                }
                finally
                {
                    Note(count);
                }
            }
        }

        return count;
    }

    [UnmanagedCallersOnly(EntryPoint = "FixtureCallback")]
    private static int Callback(int value) => Risk(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ManyRegisters(long a, long b, long c)
    {
        long d = a ^ b, e = b + c, f = c * a, g = a - c;
        for (int index = 0; index < (int)a; index++)
        {
            d += Risk(index) + e;
            e ^= f + g;
            f += d * b;
            g -= c + a;
        }

        return d + e + f + g;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Risk(int value) => value switch
    {
        1 => throw new FormatException(),
        2 => throw new InvalidOperationException(),
        3 => throw new ArgumentException("three"),
        _ => value,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Note(int value)
    {
        if (value < 0)
        {
            Console.WriteLine(value);
        }
    }
}
