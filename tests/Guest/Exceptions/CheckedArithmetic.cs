using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Checked arithmetic of every width: what fits passes, the next value throws.</summary>
internal static class CheckedArithmetic
{
    public static GuestCase[] Cases =>
    [
        new("checked-add", () => ForEveryWidth(new Adding())),
        new("checked-subtract", () => ForEveryWidth(new Subtracting())),
        new("checked-multiply", () => ForEveryWidth(new Multiplying())),
        new("checked-negate", () => ForEveryWidth(new Negating())),
        new("checked-increment", () => ForEveryWidth(new Incrementing())),
        new("checked-divide", () => ForEveryWidth(new Dividing())),
        new("checked-remainder", () => ForEveryWidth(new TakingRemainder())),
        new("checked-narrowing", Narrowing),
        new("checked-floating", FloatingPoint),
        new("checked-saturating", Saturating),
        new("checked-compound", Compound),
        new("checked-enum-and-char", EnumsAndCharacters),
    ];

    private interface IOperation
    {
        T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T>;
    }

    private static void ForEveryWidth<TOperation>(TOperation operation)
        where TOperation : struct, IOperation
    {
        Try<sbyte, TOperation>(operation);
        Try<byte, TOperation>(operation);
        Try<short, TOperation>(operation);
        Try<ushort, TOperation>(operation);
        Try<int, TOperation>(operation);
        Try<uint, TOperation>(operation);
        Try<long, TOperation>(operation);
        Try<ulong, TOperation>(operation);
        Try<nint, TOperation>(operation);
        Try<nuint, TOperation>(operation);
        Try<Int128, TOperation>(operation);
        Try<UInt128, TOperation>(operation);
        Try<decimal, TOperation>(operation);
    }

    private static void Try<T, TOperation>(TOperation operation)
        where T : INumber<T>, IMinMaxValue<T>
        where TOperation : struct, IOperation
    {
        T two = T.One + T.One;
        T[] values = [T.MinValue, T.Zero, T.One, two, T.MaxValue - T.One, T.MaxValue];
        foreach (T left in values)
        {
            string[] outcomes = [.. values.Select(right => Outcome(operation, left, right))];
            Console.WriteLine($"{typeof(T).Name} {left}: {string.Join(" ", outcomes)}");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Outcome<T, TOperation>(TOperation operation, T left, T right)
        where T : INumber<T>, IMinMaxValue<T>
        where TOperation : struct, IOperation
    {
        try
        {
            return operation.Apply(left, right).ToString()!;
        }
        catch (ArithmeticException exception)
        {
            return exception.GetType().Name[..4];
        }
    }

    private readonly struct Adding : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(left + right);
    }

    private readonly struct Subtracting : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(left - right);
    }

    private readonly struct Multiplying : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(left * right);
    }

    private readonly struct Negating : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(-left);
    }

    private readonly struct Incrementing : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(++left);
    }

    private readonly struct Dividing : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => checked(left / right);
    }

    private readonly struct TakingRemainder : IOperation
    {
        public T Apply<T>(T left, T right)
            where T : INumber<T>, IMinMaxValue<T> => left % right;
    }

    private static void Narrowing()
    {
        foreach (long value in (long[])[0, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, 1L + int.MaxValue, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue, -1, -128, -129, -32768, -32769, int.MinValue, int.MinValue - 1L, long.MinValue])
            Console.WriteLine($"{value}: {Fits(() => checked((sbyte)value))}{Fits(() => checked((byte)value))}{Fits(() => checked((short)value))}{Fits(() => checked((ushort)value))}{Fits(() => checked((int)value))}{Fits(() => (long)checked((uint)value))}{Fits(() => (long)checked((ulong)value))}{Fits(() => checked((nint)value))}{Fits(() => (long)checked((nuint)value))}{Fits(() => checked((char)value))}");
        ulong large = ulong.MaxValue;
        Attempt.PrintMessage("ulong to long", () => Console.WriteLine(checked((long)large)));
        Attempt.PrintMessage("Int128 to long", () => Console.WriteLine(checked((long)((Int128)large))));
        Attempt.PrintMessage("BigInteger to int", () => Console.WriteLine((int)new BigInteger(large)));
    }

    private static char Fits(Func<long> conversion)
    {
        try
        {
            _ = conversion();
            return '+';
        }
        catch (OverflowException)
        {
            return '-';
        }
    }

    private static void FloatingPoint()
    {
        foreach (double value in (double[])[0.9, -0.9, -1, 127.9, 128, 255.99, 256, 2147483647.5, 2147483648, -2147483648.9, -2147483649, 4294967295.9, 4294967296, 9223372036854774784, 9223372036854775808d, 18446744073709549568d, 18446744073709551616d, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            float single = (float)value;
            Console.WriteLine($"{value}: {Fits(() => checked((sbyte)value))}{Fits(() => checked((byte)value))}{Fits(() => checked((int)value))}{Fits(() => (long)checked((uint)value))}{Fits(() => checked((long)value))}{Fits(() => (long)checked((ulong)value))} {Fits(() => checked((int)single))}{Fits(() => checked((long)single))}{Fits(() => (long)checked((decimal)value))}");
        }
    }

    private static void Saturating()
    {
        foreach (double value in (double[])[-1e30, -129, -1.5, 1.5, 300, 5e9, 1e30, double.NaN])
            Console.WriteLine($"{sbyte.CreateSaturating(value)} {byte.CreateSaturating(value)} {int.CreateSaturating(value)} {uint.CreateSaturating(value)} {long.CreateSaturating(value)} {ulong.CreateSaturating(value)} {Int128.CreateSaturating(value)} {UInt128.CreateSaturating(value)} {(int)value} {(long)value} {(ulong)value}");
        Console.WriteLine($"{byte.CreateTruncating(-1)} {short.CreateTruncating(0x12345678)} {uint.CreateTruncating(long.MinValue + 5)}");
        Attempt.PrintMessage("CreateChecked", () => byte.CreateChecked(256));
        Attempt.PrintMessage("CreateChecked of NaN", () => int.CreateChecked(double.NaN));
    }

    private static void Compound()
    {
        byte small = 250;
        int writes = 0;
        byte[] target = [255];
        Attempt.PrintMessage("loop", () =>
        {
            checked
            {
                while (true)
                {
                    small++;
                    writes++;
                }
            }
        });
        Console.WriteLine($"{small} {writes}");
        Attempt.PrintMessage("element", () => Console.WriteLine(checked(target[0]++)));
        Attempt.PrintMessage("compound", () => Console.WriteLine(checked(target[0] += 1)));
        Console.WriteLine(target[0]);
    }

    private static void EnumsAndCharacters()
    {
        DayOfWeek day = (DayOfWeek)int.MaxValue;
        char last = char.MaxValue;
        Attempt.PrintMessage("enum", () => Console.WriteLine((int)checked(day + 1)));
        Attempt.PrintMessage("char", () => Console.WriteLine((int)checked(++last)));
        Attempt.PrintMessage("Sum", () => Console.WriteLine(new[] { int.MaxValue, 1 }.Sum()));
        Attempt.PrintMessage("Sum of many", () => Console.WriteLine(Enumerable.Repeat(int.MaxValue, 64).ToArray().Sum()));
        Attempt.PrintMessage("TimeSpan", () => Console.WriteLine(TimeSpan.MaxValue + TimeSpan.FromTicks(1)));
        Attempt.PrintMessage("DateTime", () => Console.WriteLine(DateTime.MaxValue.AddDays(1)));
        Attempt.PrintMessage("Index", () => Console.WriteLine(new Index(-1)));
    }
}
