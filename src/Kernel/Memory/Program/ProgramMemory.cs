using System;

using Hermit.Abi;

namespace Hermit.Memory;

/// <summary>A block of the program's, from <c>malloc</c> and its relatives: the kernel hands it out and takes it back, and never looks into it.</summary>
[FromProgram]
public readonly struct ProgramMemory
{
    private readonly unsafe void* _pointer;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it is null, or a block that this heap gave to the program, which has not given it back.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramMemory(void* pointer)
    {
        _pointer = pointer;
    }

    /// <summary>Its address.</summary>
    public unsafe void* Pointer => _pointer;

    /// <summary>Its address as a number, for what else the program is told of it.</summary>
    // SAFETY: a number gives no access.
    public unsafe nuint Address => (nuint)_pointer;

    /// <summary>Whether there is none.</summary>
    public unsafe bool IsNull => _pointer == null;

    /// <inheritdoc cref="KernelHeap.Allocate"/>
    // SAFETY: a new block belongs to the caller.
    public static unsafe ProgramMemory Allocate(nuint bytes) => new(KernelHeap.Allocate(bytes));

    /// <summary>A block with a copy of <paramref name="content"/>; none when memory has run out.</summary>
    public static unsafe ProgramMemory Copy(ReadOnlySpan<byte> content)
    {
        ProgramMemory block = Allocate((nuint)content.Length);
        if (!block.IsNull)
        {
            // SAFETY: the block is new, and as long as the content.
            content.CopyTo(new Span<byte>(block._pointer, content.Length));
        }

        return block;
    }

    /// <inheritdoc cref="KernelHeap.AllocateZeroed"/>
    // SAFETY: a new block belongs to the caller.
    public static unsafe ProgramMemory AllocateZeroed(nuint count, nuint bytes) => new(KernelHeap.AllocateZeroed(count, bytes));

    /// <inheritdoc cref="KernelHeap.AllocateAligned"/>
    // SAFETY: a new block belongs to the caller.
    public static unsafe ProgramMemory AllocateAligned(nuint bytes, nuint alignment) => new(KernelHeap.AllocateAligned(bytes, alignment));

    /// <inheritdoc cref="KernelHeap.Reallocate"/>
    // SAFETY: the program says that it uses the old block no more.
    public unsafe ProgramMemory Reallocate(nuint bytes) => new(KernelHeap.Reallocate(_pointer, bytes));

    /// <inheritdoc cref="KernelHeap.ReallocateAligned"/>
    // SAFETY: the program says that it uses the old block no more.
    public unsafe ProgramMemory ReallocateAligned(nuint bytes, nuint alignment) => new(KernelHeap.ReallocateAligned(_pointer, bytes, alignment));

    /// <inheritdoc cref="KernelHeap.Free"/>
    // SAFETY: the program says that it uses the block no more.
    public unsafe void Free() => KernelHeap.Free(_pointer);
}
