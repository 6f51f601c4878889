using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>GC handles of every type.</summary>
internal static class Handles
{
    public static GuestCase[] Cases =>
    [
        new("handle-normal", Normal),
        new("handle-pinned", Pinned),
        new("handle-weak", Weak),
        new("handle-dependent", Dependent),
        new("handle-many", ManyHandles),
        new("handle-misuse", Misuse),
    ];

    private static void Normal()
    {
        GCHandle handle = MakeStrong();
        Garbage.Make(2000);
        Garbage.Collect();
        Console.WriteLine(((Node)handle.Target!).Value);
        nint raw = GCHandle.ToIntPtr(handle);
        Console.WriteLine(ReferenceEquals(GCHandle.FromIntPtr(raw).Target, handle.Target));
        handle.Target = "replaced";
        Garbage.Collect();
        Console.WriteLine(handle.Target);
        Console.WriteLine(handle.IsAllocated);
        handle.Free();
        Console.WriteLine(handle.IsAllocated);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle MakeStrong() => GCHandle.Alloc(new Node(41));

    private static unsafe void Pinned()
    {
        GCHandle handle = GCHandle.Alloc(new int[100], GCHandleType.Pinned);
        int* address = (int*)handle.AddrOfPinnedObject();
        for (int i = 0; i < 100; i++)
            address[i] = i;
        Garbage.Make(3000);
        Garbage.Collect();
        Console.WriteLine(((int[])handle.Target!).Sum());
        Console.WriteLine(handle.AddrOfPinnedObject() == (nint)address);
        handle.Free();
        Attempt.Print("not blittable", () => GCHandle.Alloc(new Node[1], GCHandleType.Pinned));
        GCHandle text = GCHandle.Alloc("pinned text", GCHandleType.Pinned);
        Console.WriteLine(*(char*)text.AddrOfPinnedObject());
        text.Free();
    }

    private static void Weak()
    {
        var node = new Node(3);
        GCHandle weak = GCHandle.Alloc(node, GCHandleType.Weak);
        GCHandle tracking = GCHandle.Alloc(node, GCHandleType.WeakTrackResurrection);
        Garbage.Collect();
        Console.WriteLine($"{ReferenceEquals(weak.Target, node)} {ReferenceEquals(tracking.Target, node)}");
        GC.KeepAlive(node);
        weak.Free();
        tracking.Free();

        GCHandle[] many = MakeWeak();
        Garbage.Collect();
        Console.WriteLine(many.Count(handle => handle.Target is null) > 90);
        foreach (GCHandle handle in many)
            handle.Free();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle[] MakeWeak()
    {
        var handles = new GCHandle[100];
        for (int i = 0; i < handles.Length; i++)
            handles[i] = GCHandle.Alloc(new Node(i), GCHandleType.Weak);
        return handles;
    }

    private static void Dependent()
    {
        var key = new Node(1);
        var handle = new DependentHandle(key, new Node(2));
        Garbage.Make(1000);
        Garbage.Collect();
        Console.WriteLine(((Node)handle.Dependent!).Value);
        (object? target, object? dependent) = handle.TargetAndDependent;
        Console.WriteLine(ReferenceEquals(target, key) && ((Node)dependent!).Value == 2);
        handle.Dependent = "other";
        Console.WriteLine(handle.Dependent);
        handle.Target = null;
        Console.WriteLine(handle.Dependent ?? "(null)");
        handle.Dispose();
        Console.WriteLine(handle.IsAllocated);
        GC.KeepAlive(key);
    }

    private static void ManyHandles()
    {
        var handles = new List<(GCHandle Handle, int Value, bool Strong)>();
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < 4000; i++)
            {
                bool strong = i % 2 == 0;
                handles.Add((GCHandle.Alloc(new Node(i), strong ? GCHandleType.Normal : GCHandleType.Weak), i, strong));
            }

            for (int i = handles.Count - 1; i >= 0; i -= 3)
            {
                handles[i].Handle.Free();
                handles.RemoveAt(i);
            }

            GC.Collect();
        }

        int alive = 0, wrong = 0;
        foreach ((GCHandle handle, int value, bool strong) in handles)
        {
            var target = (Node?)handle.Target;
            alive += strong ? 1 : 0;
            wrong += target?.Value == value || (target is null && !strong) ? 0 : 1;
            handle.Free();
        }

        Console.WriteLine($"{alive} {wrong}");
    }

    private static void Misuse()
    {
        Attempt.Print("target of nothing", () => _ = default(GCHandle).Target);
        Attempt.Print("free nothing", () => default(GCHandle).Free());
        Attempt.Print("from zero", () => GCHandle.FromIntPtr(0));
        Attempt.Print("address of unpinned", () => GCHandle.Alloc(new int[1]).AddrOfPinnedObject());
        GCHandle empty = GCHandle.Alloc(null);
        Console.WriteLine(empty.Target is null);
        empty.Free();
    }
}
