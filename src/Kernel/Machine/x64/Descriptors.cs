using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>A CPU's segments, task state and interrupt vectors (Intel SDM vol. 3, chapters 3, 6 and 8).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Descriptors
{
    private const ushort TaskSelector = 0x18;
    private const int VectorCount = Interrupts.VectorCount;
    private const int VectorStubSize = 16;
    private const int SegmentCount = 5;

    private const int FaultStack = 1;
    private const int InterruptStack = 2;
    private const int DoubleFaultStack = 3;
    private const int NonMaskableStack = 4;

    private Segments _segments;
    private ulong _padding;
    private TaskState _taskState;
    private Vectors _vectors;

    /// <summary>Fills the tables and makes this CPU, which has that number, use them.</summary>
    /// <remarks>Safety: <paramref name="self"/> never moves, and no other CPU uses it.</remarks>
    [RequiresUnsafe]
    public static void Load(ref Descriptors self, int cpu)
    {
        Span<uint> task = self._taskState;
        SetStack(task, FaultStack, KernelStacks.Of(cpu, KernelStack.Fault));
        SetStack(task, InterruptStack, KernelStacks.Of(cpu, KernelStack.Interrupt));
        SetStack(task, DoubleFaultStack, KernelStacks.Of(cpu, KernelStack.DoubleFault));
        SetStack(task, NonMaskableStack, KernelStacks.Of(cpu, KernelStack.NonMaskable));
        task[25] = 104u << 16; // no I/O permission map

        nuint entry;
        ulong taskAddress;
        unsafe
        {
            // SAFETY: only addresses are taken; the value does not move.
            entry = LinkerSymbol.Address(&VectorStubs);
            taskAddress = (ulong)Unsafe.AsPointer(ref self._taskState);
        }

        Span<ulong> segments = self._segments;
        segments[1] = 0x00AF_9A00_0000_FFFF; // 64-bit code
        segments[2] = 0x00CF_9200_0000_FFFF; // data
        segments[3] = 103 | ((taskAddress & 0xFF_FFFF) << 16) | (0x89ul << 40) | ((taskAddress >> 24 & 0xFF) << 56);
        segments[4] = taskAddress >> 32;

        for (int vector = 0; vector < VectorCount; vector++)
        {
            SetVector(self._vectors, vector, StackOf(vector), entry + (nuint)(vector * VectorStubSize));
        }

        unsafe
        {
            // SAFETY: both tables were just filled, and the caller keeps them where they are.
            TablePointer segmentTable = new(Unsafe.AsPointer(ref self._segments), (SegmentCount * sizeof(ulong)) - 1);
            TablePointer vectorTable = new(Unsafe.AsPointer(ref self._vectors), (VectorCount * 16) - 1);
            Instructions.LoadDescriptors(&segmentTable, &vectorTable, TaskSelector);
        }
    }

    private static int StackOf(int vector) => vector switch
    {
        2 or 18 => NonMaskableStack,
        8 => DoubleFaultStack,
        < 32 => FaultStack,
        _ => InterruptStack,
    };

    // The IST entries stand from byte 36 of the task state segment on (SDM vol. 3, figure 8-11).
    private static void SetStack(Span<uint> task, int number, MemoryRange stack)
    {
        ulong top = stack.End;
        task[9 + ((number - 1) * 2)] = (uint)top;
        task[10 + ((number - 1) * 2)] = (uint)(top >> 32);
    }

    // An interrupt gate (SDM vol. 3, figure 6-8): interrupts are masked on entry.
    private static void SetVector(Span<ulong> vectors, int vector, int stack, ulong entry)
    {
        vectors[vector * 2] = (entry & 0xFFFF) | (0x08ul << 16) | ((ulong)stack << 32) | (0x8Eul << 40) | ((entry >> 16 & 0xFFFF) << 48);
        vectors[(vector * 2) + 1] = entry >> 32;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitVectors")]
    private static extern void VectorStubs();

    [InlineArray(SegmentCount)]
    private struct Segments
    {
        private ulong _first;
    }

    [InlineArray(26)]
    private struct TaskState
    {
        private uint _first;
    }

    [InlineArray(VectorCount * 2)]
    private struct Vectors
    {
        private ulong _first;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private readonly struct TablePointer
    {
        private readonly ushort _limit;
        private readonly ulong _address;

        public unsafe TablePointer(void* address, int limit)
        {
            _limit = (ushort)limit;
            _address = (ulong)address; // SAFETY: a number for the CPU
        }
    }
}
