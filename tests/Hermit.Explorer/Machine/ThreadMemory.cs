using Hermit.Explorer;

namespace Hermit.Scheduling;

/// <summary>The memory of threads: that it is freed once, and not while a CPU runs the thread.</summary>
internal static class ThreadMemory
{
    public static ThreadHandle CurrentThread => default;

    public static uint CurrentThreadId => 0;

    public static void SetIdle(ThreadHandle thread, out nuint area) => throw new NotSupportedException("The machine makes its idle threads itself.");

    public static unsafe bool TryCreate(nuint stackBytes, delegate*<nuint, void> entry, nuint argument, out nuint address, out nuint stackPointer)
    {
        address = 0;
        stackPointer = 0;
        if (!SimulatedMachine.Current.TryTakeSpare(out SimulatedThread? thread))
        {
            return false;
        }

        thread.Entry = (nint)entry;
        address = thread.Area;
        return true;
    }

    public static nuint SetOwner(nuint address, ThreadHandle thread, uint id)
    {
        SimulatedMachine.Current.ThreadAt(address).Record = thread.Value.Link;
        return address;
    }

    public static void Free(nuint address)
    {
        SimulatedThread thread = SimulatedMachine.Current.ThreadAt(address);
        if (thread.HasCpu || thread.IsFreed)
        {
            throw new InvalidOperationException("The memory of a thread was freed twice, or while it ran.");
        }

        thread.IsFreed = true;
    }
}
