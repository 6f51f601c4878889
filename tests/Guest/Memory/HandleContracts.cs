using System.Buffers;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>What the documentation of the handles, weak references and weak tables promises.</summary>
internal static class HandleContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-handle-kinds", HandleKinds),
        new("contract-typed-handles", TypedHandles),
        new("contract-weak-reference", WeakReference),
        new("contract-conditional-table", ConditionalTable),
        new("contract-dependent-handle", Dependent),
    ];

    private static void HandleKinds()
    {
        var target = new Node(3);
        foreach (GCHandleType kind in (GCHandleType[])[GCHandleType.Normal, GCHandleType.Weak, GCHandleType.WeakTrackResurrection])
        {
            GCHandle handle = GCHandle.Alloc(target, kind);
            GC.Collect();
            Console.WriteLine($"{kind} {ReferenceEquals(handle.Target, target)} {handle == GCHandle.FromIntPtr(GCHandle.ToIntPtr(handle))} {handle.IsAllocated}");
            Attempt.Print("address", () => handle.AddrOfPinnedObject());
            handle.Target = null;
            Console.WriteLine(handle.Target is null);
            handle.Free();
        }

        Attempt.Print("pinned reference", () => GCHandle.Alloc(target, GCHandleType.Pinned));
        Attempt.Print("kind", () => GCHandle.Alloc(target, (GCHandleType)42));
        GCHandle text = GCHandle.Alloc("text", GCHandleType.Pinned);
        Console.WriteLine(Marshal.ReadInt16(text.AddrOfPinnedObject(), 2));
        text.Free();
        GCHandle nothing = GCHandle.Alloc(null, GCHandleType.Pinned);
        Console.WriteLine(nothing.AddrOfPinnedObject());
        nothing.Free();
        Attempt.Print("default", () => Console.WriteLine(default(GCHandle).Target));
        Attempt.Print("from zero", () => GCHandle.FromIntPtr(0));
    }

    private static unsafe void TypedHandles()
    {
        var strong = new GCHandle<Node>(new Node(1));
        GC.Collect();
        Console.WriteLine($"{strong.Target.Value} {strong.IsAllocated}");
        strong.Target = new Node(2);
        Console.WriteLine(GCHandle<Node>.FromIntPtr(GCHandle<Node>.ToIntPtr(strong)).Target.Value);
        strong.Dispose();
        Console.WriteLine(strong.IsAllocated);

        var node = new Node(4);
        using (var weak = new WeakGCHandle<Node>(node))
            Console.WriteLine($"{weak.TryGetTarget(out Node? found)} {ReferenceEquals(found, node)}");
        using (var pinned = new PinnedGCHandle<int[]>([7, 8, 9]))
        {
            GC.Collect();
            Console.WriteLine(((int*)pinned.GetAddressOfArrayData())[2]);
        }
    }

    private static void WeakReference()
    {
        var node = new Node(5);
        var weak = new WeakReference(node, trackResurrection: true);
        Console.WriteLine($"{weak.IsAlive} {weak.TrackResurrection} {ReferenceEquals(weak.Target, node)}");
        weak.Target = "other";
        Console.WriteLine(weak.Target);
        weak.Target = null;
        Console.WriteLine($"{weak.IsAlive} {weak.Target is null}");
        var typed = new WeakReference<Node>(node);
        Console.WriteLine(typed.TryGetTarget(out Node? target) && target.Value == 5);
        typed.SetTarget(null!);
        Console.WriteLine($"{typed.TryGetTarget(out target)} {target is null}");
        GC.KeepAlive(node);
    }

    private static void ConditionalTable()
    {
        var table = new ConditionalWeakTable<Node, string>();
        Node[] keys = [new(1), new(2), new(3)];
        table.Add(keys[0], "one");
        Attempt.Print("twice", () => table.Add(keys[0], "again"));
        Console.WriteLine($"{table.TryAdd(keys[0], "no")} {table.TryAdd(keys[1], "two")} {table.GetValue(keys[2], key => $"made {key.Value}")} {table.GetOrAdd(keys[2], "not this")}");
        table.AddOrUpdate(keys[0], "updated");
        GC.Collect();
        Console.WriteLine($"{table.TryGetValue(keys[0], out string? value)} {value} {table.TryGetValue(new Node(1), out _)} {table.Count()}");
        Console.WriteLine($"{table.Remove(keys[1])} {table.Remove(keys[1])} {table.Remove(keys[0], out value)} {value}");
        table.Clear();
        Console.WriteLine(table.Any());
        Attempt.Print("null", () => table.Add(null!, "x"));
        GC.KeepAlive(keys);
    }

    private static void Dependent()
    {
        var target = new Node(1);
        using var handle = new DependentHandle(target, "dependent");
        GC.Collect();
        Console.WriteLine($"{handle.IsAllocated} {ReferenceEquals(handle.Target, target)} {handle.Dependent} {handle.TargetAndDependent.Dependent}");
        DependentHandle copy = handle;
        copy.Dependent = "changed";
        Console.WriteLine(handle.Dependent);
        Attempt.Print("retarget", () => copy.Target = new Node(2));
        copy.Target = null;
        Console.WriteLine($"{handle.Target is null} {handle.Dependent is null}");
        Attempt.Print("default", () => Console.WriteLine(default(DependentHandle).Target));
        Console.WriteLine(default(DependentHandle).IsAllocated);
    }
}
