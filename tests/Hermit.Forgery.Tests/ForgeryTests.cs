namespace Hermit.Forgery.Tests;

/// <summary>The promise, tried: ways in which safe code could once corrupt memory or race. None compiles any more.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public async Task Honest_code_compiles() =>
        Assert.Empty(await SafeProject.Errors("""
            internal static class Honest
            {
                private static SpinMutex<int> s_count;

                public static int Next()
                {
                    using var guard = s_count.Lock();
                    return ++guard.Value;
                }
            }
            """));

    [Fact]
    public Task Lock_that_locks_nothing() => Refused("HRM0015", "IRawLock", """
        internal struct OpenDoor : IRawLock
        {
            public void Acquire() { }
            public bool TryAcquire() => true;
            public void Release() { }
        }
        """);

    [Fact]
    public Task Plain_state_that_claims_to_synchronise() => Refused("HRM0015", "Synchronized", """
        [Synchronized]
        internal struct Plain { public int Value; }

        internal static class Shared { public static Plain State; }
        """);

    [Fact]
    public Task Plain_state_in_a_static() => Refused("HRM0001", "s_state", "internal static class Shared { private static int s_state; public static void Set() => s_state = 1; }");

    [Fact]
    public Task Any_port() => Refused("CS0122", "Port", "internal static class Driver { public static void Reset() => Port.Write8(0x64, 0xFE); }");

    [Fact]
    public Task Port_range_of_ones_own() =>
        Refused("CS1729", "PortRange", "internal static class Driver { public static void Reset() => new PortRange(0x64, 1).Write8(0, 0xFE); }");

    [Fact]
    public Task Interrupt_line_with_an_arbitrary_number() => Refused("CS1729", "InterruptLine", """
        internal readonly struct Handler : IInterruptHandler { public static void OnInterrupt(nuint argument) { } }

        internal static class Driver { public static bool Start() => new InterruptLine(7, default).TryEnable<Handler>(0); }
        """);

    [Fact]
    public Task Message_interrupt_with_an_arbitrary_vector() =>
        Refused("CS1729", "MessageInterrupt", "internal static class Driver { public static MessageInterrupt Make() => new(14); }");

    [Fact]
    public Task Mapper_that_lies() => Refused("HRM0015", "IDeviceMapper", """
        internal readonly struct Liar : IDeviceMapper
        {
            public static bool TryMap(nuint physical, nuint bytes) => true;
            public static bool IsMapped(nuint physical, nuint bytes) => true;
        }
        """);

    [Fact]
    public Task Window_over_any_address() =>
        Refused("CS1729", "RegisterWindow", "internal static class Driver { public static RegisterWindow Make() => new(0x1000, 0x1000); }");

    [Fact]
    public Task Capability_read_from_a_register() =>
        Refused("CS1503", "Register", "internal static class Driver { public static PortRange Forge(RegisterWindow window) => window.Read(new Register<PortRange>(0)); }");

    [Fact]
    public Task Handler_that_sets_the_instruction_pointer() =>
        Refused("CS8332", "Registers", "internal static class Handler { public static void On(TrapFrame frame) => frame.Registers.Rip = 0; }");

    [Fact]
    public Task Handler_that_asks_for_registers_to_change() =>
        Refused("HRM0002", "Change", "internal static class Handler { public static void On(TrapFrame frame) => frame.Change().Rsp = 0; }");

    [Fact]
    public Task Threads_of_a_running_world() =>
        Refused("HRM0002", "ThreadsUnguarded", "internal static class Walk { public static bool Any() { ThreadWalk threads = World.ThreadsUnguarded(); return threads.MoveNext(); } }");

    [Fact]
    public Task World_that_is_stopped_for_ever() =>
        Refused("HRM0006", "using", "internal static class Walk { public static void Stop() { StoppedWorld world = World.Stop(); _ = world.Threads; } }");

    [Fact]
    public Task Any_address() =>
        Refused("CS0227", "unsafe", "internal static class Memory { public static unsafe byte Read(nuint address) => *(byte*)address; }");

    [Fact]
    public Task Any_address_through_a_span() => Refused(
        "HRM0002", "CreateSpan",
        "internal static class Memory { public static Span<byte> All(ref byte first) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref first, int.MaxValue); }");

    [Fact]
    public Task Leaving_the_idle_thread() => Refused("CS0117", "ExitThread", "internal static class Idle { public static void Leave() => Scheduler.ExitThread(); }");

    [Fact]
    public Task Lock_that_is_copied() => Refused("HRM0013", "SpinMutex", """
        internal static class Copy
        {
            private static SpinMutex<int> s_count;

            public static int Both()
            {
                SpinMutex<int> other = s_count;
                using var guard = other.Lock();
                return guard.Value;
            }
        }
        """);

    /// <summary>A monitor is a name: a copy waits in the same queue. There is nothing to forbid, and a copy loses no waiter.</summary>
    [Fact]
    public async Task Monitor_that_is_copied_is_the_same_monitor() =>
        Assert.Empty(await SafeProject.Errors("""
            internal static class Copy
            {
                public static void Leave(KernelMonitor monitor)
                {
                    KernelMonitor other = monitor;
                    other.Release();
                }
            }
            """));

    [Fact]
    public Task Guard_that_outlives_its_scope() => Refused("CS8168", "guard", """
        internal static class Keep
        {
            private static SpinMutex<int> s_value;

            public static ref int Escape()
            {
                using var guard = s_value.Lock();
                return ref guard.Value;
            }
        }
        """);

    private static async Task Refused(string code, string word, string source)
    {
        string[] errors = await SafeProject.Errors(source);
        Assert.True(
            errors.Any(error => error.StartsWith(code, StringComparison.Ordinal) && error.Contains(word, StringComparison.Ordinal)),
            $"{code} about '{word}' was expected; there was:\n{string.Join('\n', errors)}");
    }
}
