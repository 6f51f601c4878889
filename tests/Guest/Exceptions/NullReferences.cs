using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Null dereferences in their many shapes: each is a page fault that becomes a NullReferenceException.</summary>
internal static class NullReferences
{
    private static readonly Node? s_null = Environment.ProcessId < 0 ? new Node() : null;

    public static GuestCase[] Cases =>
    [
        new("null-fields", Fields),
        new("null-methods", Methods),
        new("null-arrays", Arrays),
        new("null-structs", Structs),
        new("null-barriers", WriteBarriers),
        new("null-runtime", RuntimeHelpersOnNull),
        new("null-in-try-region", InTryRegion),
        new("null-many", Many),
        new("null-on-threads", OnThreads),
        new("null-pointer", Pointers),
    ];

    private static void Fields()
    {
        Node? node = s_null;
        Attempt.Print("read int", () => Console.WriteLine(node!.Number));
        Attempt.Print("write int", () => node!.Number = 1);
        Attempt.Print("read long", () => Console.WriteLine(node!.Wide));
        Attempt.Print("read double", () => Console.WriteLine(node!.Real));
        Attempt.Print("write double", () => node!.Real = 2);
        Attempt.Print("read byte", () => Console.WriteLine(node!.Small));
        Attempt.Print("read reference", () => Console.WriteLine(node!.Next));
        Attempt.Print("chain", () => Console.WriteLine(new Node().Next!.Next!.Number));
        Attempt.Print("increment", () => node!.Number++);
        Attempt.Print("address", () => Increment(ref node!.Number));
        Attempt.Print("interlocked", () => Interlocked.Increment(ref node!.Number));
        Attempt.Print("volatile", () => Volatile.Write(ref node!.Number, 3));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Increment(ref int value) => value++;

    private static void Methods()
    {
        Node? node = s_null;
        INamed? named = s_null;
        string? text = node?.ToString();
        Func<int>? function = null;
        Attempt.Print("instance", () => node!.Touch());
        Attempt.Print("virtual", () => node!.Describe());
        Attempt.Print("interface", () => Console.WriteLine(named!.Name));
        Attempt.Print("object virtual", () => node!.GetHashCode());
        Attempt.Print("generic virtual", () => node!.Convert(1));
        Attempt.Print("string", () => Console.WriteLine(text!.Length));
        Attempt.Print("string indexer", () => Console.WriteLine(text![0]));
        Attempt.Print("delegate", () => function!());
        Attempt.Print("method group", () => function = node!.Touch);
        Attempt.Print("virtual method group", () => function = node!.Describe);
        Attempt.Print("GetType", () => node!.GetType());
        Attempt.Print("property", () => Console.WriteLine(node!.Number.ToString()));
    }

    private static void Arrays()
    {
        int[]? numbers = s_null?.Numbers;
        Node[]? nodes = null;
        int[,]? matrix = null;
        Attempt.Print("read", () => Console.WriteLine(numbers![3]));
        Attempt.Print("write", () => numbers![3] = 4);
        Attempt.Print("length", () => Console.WriteLine(numbers!.Length));
        Attempt.Print("far element", () => Console.WriteLine(numbers![100_000]));
        Attempt.Print("reference read", () => Console.WriteLine(nodes![0]));
        Attempt.Print("reference write", () => nodes![0] = new Node());
        Attempt.Print("element field", () => Console.WriteLine(OneNull()[0]!.Number));
        Attempt.Print("matrix", () => Console.WriteLine(matrix![1, 1]));
        Attempt.Print("foreach", () => Sum(numbers!));
        Attempt.Print("copy", () => Array.Copy(numbers!, new int[1], 1));
        Console.WriteLine(numbers.AsSpan().Length);
    }

    private static Node?[] OneNull() => new Node?[1];

    private static int Sum(int[] values)
    {
        int sum = 0;
        foreach (int value in values)
            sum += value;
        return sum;
    }

    private static void Structs()
    {
        Holder? holder = s_null?.Holder;
        Attempt.Print("read small", () => Console.WriteLine(holder!.Small.X));
        Attempt.Print("copy big", () => Console.WriteLine(Copy(holder!).Last));
        Attempt.Print("write big", () => holder!.Big = new Big { Last = 3 });
        Attempt.Print("read far", () => Console.WriteLine(holder!.Big.Last));
        Attempt.Print("beyond the first page", () => Console.WriteLine(holder!.Far));
        Attempt.Print("unbox", () => Console.WriteLine((int)(object?)s_null!));
        Attempt.Print("unbox big", () => Console.WriteLine(((Big)(object?)s_null!).Last));
        Attempt.Print("nullable value", () => Console.WriteLine(((int?)null)!.Value));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Big Copy(Holder holder) => holder.Big;

    private static void WriteBarriers()
    {
        Node? node = s_null;
        var value = new Node();
        Holder? holder = s_null?.Holder;
        Attempt.Print("store reference", () => node!.Next = value);
        Attempt.Print("store null", () => node!.Next = null);
        Attempt.Print("store through ref", () => Store(ref node!.Next, value));
        Attempt.Print("store struct with reference", () => holder!.Pair = (value, 5));
        Attempt.Print("exchange", () => Interlocked.Exchange(ref node!.Next, value));
        Attempt.Print("compare exchange", () => Interlocked.CompareExchange(ref node!.Next, value, null));
        Attempt.Print("volatile store", () => Volatile.Write(ref node!.Next, value));
        Attempt.Print("null ref store", () => Store(ref Unsafe.NullRef<Node?>(), value));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store(ref Node? location, Node? value) => location = value;

    private static void RuntimeHelpersOnNull()
    {
        object? gate = s_null;
        Attempt.Print("lock", () =>
        {
            lock (gate!)
                Console.WriteLine("must not be entered");
        });
        Attempt.Print("throw null", () => throw (Exception)gate!);
        Console.WriteLine(gate is Node);
        Console.WriteLine((Node?)gate is null);
        Console.WriteLine(gate as string is null);
        Console.WriteLine(Equals(gate, null));
        Attempt.Print("foreach", () =>
        {
            foreach (object item in (List<object>)gate!)
                Console.WriteLine(item);
        });
        Attempt.Print("await", () => Await(null!).GetAwaiter().GetResult());
        Attempt.Print("using", () =>
        {
            using var none = (IDisposable?)gate;
        });
    }

    private static async Task Await(Task task) => await task;

    private static void InTryRegion()
    {
        // The same faulting instruction in code whose handlers differ.
        Node? node = s_null;
        try
        {
            try
            {
                Console.WriteLine(node!.Number);
            }
            catch (DivideByZeroException)
            {
                Console.WriteLine("not this");
            }
            finally
            {
                Console.WriteLine("finally");
            }
        }
        catch (NullReferenceException exception) when (exception.InnerException is null)
        {
            Console.WriteLine(exception.Message);
            try
            {
                node!.Number = 5;
            }
            catch (NullReferenceException)
            {
                Console.WriteLine("again inside the handler");
            }
        }
    }

    private static void Many()
    {
        Node? node = s_null;
        int caught = 0;
        for (int i = 0; i < 3000; i++)
        {
            try
            {
                node!.Number += i;
            }
            catch (NullReferenceException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} faults");
    }

    private static void OnThreads()
    {
        int caught = 0;
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    s_null!.Touch();
                }
                catch (NullReferenceException)
                {
                    Interlocked.Increment(ref caught);
                }
            }
        });
        Console.WriteLine($"{caught} faults");
    }

    private static unsafe void Pointers()
    {
        Attempt.Print("read", () => Console.WriteLine(*(int*)Zero()));
        Attempt.Print("write", () => *(long*)(Zero() + 8) = 5);
        Attempt.Print("span", () => new Span<byte>((void*)Zero(), 10).Clear());
        Attempt.Print("fill", () => new Span<byte>((void*)Zero(), 100).Fill(1));
        Attempt.Print("copy", () => new Span<byte>((void*)Zero(), 64).CopyTo(new byte[64]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Zero() => Environment.ProcessId < 0 ? 1 : 0;
}
