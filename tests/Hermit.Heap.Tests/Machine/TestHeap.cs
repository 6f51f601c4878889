using Hermit.Runtime.Handles;
using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

/// <summary>A heap on a machine of its own, with the allocation fast path as the assembly helpers have it.</summary>
internal sealed unsafe class TestHeap : IDisposable
{
    public const int Megabyte = 1024 * 1024;

    [ThreadStatic]
    private static HostMachine? s_machine;

    public TestHeap(int megabytes = 64)
    {
        Machine = new HostMachine((nuint)megabytes * Megabyte);
        s_machine = Machine;
        Machine.Help = Heap.Help;
        Assert.True(Heap.TryInitialize(new HostPlatform(Machine)));
    }

    public HostMachine Machine { get; }

    public ManagedHeap<HostPlatform> Heap { get; } = new();

    public int Collections => Heap.Statistics.Collections;

    public nuint TryAllocate(SyntheticType type, uint length = 0, int thread = 0, AllocationFlags flags = AllocationFlags.None)
    {
        AllocationContext* context = Machine.Context(thread);
        nuint size = type.Table->SizeOf(length);
        nuint address = context->Pointer;
        if (address + size > context->Limit || flags != AllocationFlags.None)
        {
            nuint root = 0;
            nuint result = Heap.Allocate(ref *context, in *type.Table, length, flags, ref root);
            return root == result ? result : throw new InvalidOperationException("The root does not hold the object.");
        }

        if (type.ElementBytes != 0)
        {
            *(uint*)(address + 8) = length;
        }

        *(MethodTable**)address = type.Table;
        context->Pointer = address + size;
        return address;
    }

    public nuint Allocate(SyntheticType type, uint length = 0, int thread = 0, AllocationFlags flags = AllocationFlags.None)
    {
        nuint address = TryAllocate(type, length, thread, flags);
        Assert.NotEqual((nuint)0, address);
        Assert.True(*(MethodTable**)address == type.Table);
        return address;
    }

    public nuint Handle(HandleType type, nuint target, nuint secondary = 0)
    {
        nuint handle = Heap.AllocateHandle(type, target, secondary);
        Assert.NotEqual((nuint)0, handle);
        return handle;
    }

    /// <summary>Collects, and checks the heap after it.</summary>
    public void Collect(int generation = 2)
    {
        Heap.Collect(generation);
        HeapVerifier verifier = Heap.Verify();
        Assert.True(
            verifier.Faults == 0,
            $"misplaced {verifier.MisplacedObjects}, in dead lines {verifier.ObjectsInDeadLines}, dangling {verifier.DanglingReferences}");
    }

    /// <summary>How many objects survive a collection.</summary>
    public int Survivors()
    {
        Collect();
        return Heap.Verify().Objects;
    }

    public static nuint Read(nuint address, int offset) => *(nuint*)(address + (nuint)offset);

    /// <summary>Stores with the write barrier of the heap that the calling thread made last.</summary>
    public static void Write(nuint address, int offset, nuint value)
    {
        WriteUnseen(address, offset, value);
        s_machine!.Cards.Set(address + (nuint)offset, sizeof(ulong));
    }

    /// <summary>Stores without a write barrier.</summary>
    public static void WriteUnseen(nuint address, int offset, nuint value) => *(nuint*)(address + (nuint)offset) = value;

    public void Dispose() => Machine.Dispose();
}
