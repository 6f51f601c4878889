using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>Every kind of place that keeps an object alive.</summary>
internal static class Roots
{
    private static readonly List<Node> s_list = [];
    private static Node? s_node;
    private static (int Number, Node? Node) s_pair;

    [ThreadStatic]
    private static Node? t_node;

    private static Node NewNode(int value) => new(value);

    public static GuestCase[] Cases =>
    [
        new("root-statics", Statics),
        new("root-generic-statics", GenericStatics),
        new("root-thread-statics", ThreadStatics),
        new("root-locals", Locals),
        new("root-interior", InteriorPointers),
        new("root-async", AsyncLocals),
        new("root-arguments", Arguments),
        new("root-other-threads", OtherThreads),
        new("root-fixed", Fixed),
    ];

    private static void Statics()
    {
        s_node = NewNode(1);
        s_pair = (2, NewNode(3));
        for (int i = 0; i < 100; i++)
            s_list.Add(NewNode(i));
        Garbage.Make(3000);
        Garbage.Collect();
        Garbage.Make(3000);
        Console.WriteLine($"{s_node.Value} {s_pair.Number} {s_pair.Node!.Value} {s_list.Sum(node => node.Value)}");
    }

    private static void GenericStatics()
    {
        Store<int>.Node = NewNode(5);
        Store<string>.Node = NewNode(6);
        Store<object>.Node = NewNode(7);
        Store<(int, string)>.Node = NewNode(8);
        Garbage.Make(3000);
        Garbage.Collect();
        Garbage.Make(3000);
        Console.WriteLine($"{Store<int>.Node.Value} {Store<string>.Node.Value} {Store<object>.Node.Value} {Store<(int, string)>.Node.Value}");
    }

    private static void ThreadStatics()
    {
        var results = new int[6];
        var threads = new Thread[results.Length];
        using var barrier = new Barrier(results.Length);
        for (int i = 0; i < threads.Length; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                t_node = NewNode(index * 11);
                Store<int>.ThreadNode = NewNode(index);
                Store<string>.ThreadNode = NewNode(index * 2);
                barrier.SignalAndWait();
                Garbage.Make(500);
                GC.Collect();
                barrier.SignalAndWait();
                Garbage.Make(500);
                results[index] = t_node.Value + Store<int>.ThreadNode.Value + Store<string>.ThreadNode.Value;
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(string.Join(" ", results));
        Console.WriteLine(t_node is null);
    }

    private static void Locals()
    {
        Node a = NewNode(1), b = NewNode(2), c = NewNode(3), d = NewNode(4), e = NewNode(5), f = NewNode(6), g = NewNode(7);
        for (int i = 0; i < 5; i++)
        {
            Garbage.Make(1000);
            GC.Collect();
            (a, b, c, d, e, f, g) = (b, c, d, e, f, g, NewNode(a.Value * 10));
        }

        Console.WriteLine($"{a.Value} {b.Value} {c.Value} {d.Value} {e.Value} {f.Value} {g.Value}");
    }

    private static void InteriorPointers()
    {
        ref int field = ref NewNode(77).Value;
        Span<long> slice = new long[1000].AsSpan(500, 10);
        ReadOnlySpan<char> text = string.Concat("interior ", "pointer").AsSpan(3);
        ref (int, Node) element = ref NewPairs()[99];
        element = (1, NewNode(88));
        slice.Fill(9);
        for (int i = 0; i < 3; i++)
        {
            Garbage.Make(2000);
            GC.Collect();
        }

        field++;
        slice[9]++;
        long sum = 0;
        foreach (long value in slice)
            sum += value;
        Console.WriteLine($"{field} {sum} {text} {element.Item2.Value}");
    }

    private static (int, Node)[] NewPairs() => new (int, Node)[100];

    private static void AsyncLocals() => AsyncLocalsCore().GetAwaiter().GetResult();

    private static async Task AsyncLocalsCore()
    {
        Node node = NewNode(5);
        var context = new AsyncLocal<Node> { Value = NewNode(6) };
        for (int i = 0; i < 3; i++)
        {
            await Task.Delay(1);
            Garbage.Make(1000);
            GC.Collect();
            node = new Node(node.Value + 1, node);
        }

        Console.WriteLine($"{node.Value} {node.Left!.Left!.Left!.Value} {context.Value.Value}");
    }

    private static void Arguments() =>
        Console.WriteLine(SumAll(NewNode(1), NewNode(2), NewNode(3), NewNode(4), NewNode(5), NewNode(6), NewNode(7), NewNode(8)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SumAll(Node a, Node b, Node c, Node d, Node e, Node f, Node g, Node h)
    {
        Garbage.Make(2000);
        GC.Collect();
        return a.Value + b.Value + c.Value + d.Value + e.Value + f.Value + g.Value + h.Value;
    }

    private static void OtherThreads()
    {
        // Threads in every state while another collects: running, blocked, asleep.
        using var stop = new ManualResetEventSlim();
        bool running = true;
        int[] results = new int[3];
        Thread[] threads =
        [
            new(() =>
            {
                Node node = NewNode(100);
                while (Volatile.Read(ref running))
                    node = new Node(node.Value, node.Left);
                results[0] = node.Value;
            }),
            new(() =>
            {
                Node node = NewNode(200);
                stop.Wait();
                results[1] = node.Value;
            }),
            new(() =>
            {
                Node node = NewNode(300);
                while (Volatile.Read(ref running))
                    Thread.Sleep(1);
                results[2] = node.Value;
            }),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        for (int i = 0; i < 10; i++)
        {
            Thread.Sleep(2);
            Garbage.Make(500);
            GC.Collect();
        }

        Volatile.Write(ref running, false);
        stop.Set();
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(string.Join(" ", results));
    }

    private static unsafe void Fixed()
    {
        long sum = 0;
        fixed (int* address = &MemoryMarshal.GetArrayDataReference(new int[5000]))
        {
            for (int i = 0; i < 5000; i++)
                address[i] = i;
            Garbage.Make(3000);
            GC.Collect();
            Garbage.Make(3000);
            for (int i = 0; i < 5000; i++)
                sum += address[i];
        }

        Console.WriteLine(sum);
    }

    private static class Store<T>
    {
        [ThreadStatic]
        private static Node? t_threadNode;

        public static Node Node { get; set; } = new(0);

        public static Node ThreadNode
        {
            get => t_threadNode!;
            set => t_threadNode = value;
        }
    }
}
