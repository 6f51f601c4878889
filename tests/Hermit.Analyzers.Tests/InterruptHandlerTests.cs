namespace Hermit.Analyzers.Tests;

public class InterruptHandlerTests
{
    [Fact]
    public Task A_handler_that_takes_a_spin_lock_is_reported() => Verify.Rule("HRM0007", """
        class Timer
        {
            static SpinMutex<int> s_ticks;
            readonly object _gate = new();
            [InterruptHandler] static void OnTick() { using var guard = {|HRM0007:s_ticks.Lock()|}; guard.Value++; }
            [InterruptHandler] void OnOther() { {|HRM0007:lock|} (_gate) { } }
            static void Elsewhere() { using var guard = s_ticks.Lock(); guard.Value++; }
        }
        """);

    [Fact]
    public async Task What_a_handler_calls_is_followed_and_the_path_named()
    {
        const string Source = """
            class Device
            {
                static SpinMutex<int> s_queue;
                [InterruptHandler] static void OnInterrupt() => First();
                static void First() => Second();
                static int Depth { get { using var guard = {|HRM0007:s_queue.Lock()|}; return guard.Value; } }
                static void Second() { _ = Depth; }
            }
            """;
        await Verify.Rule("HRM0007", Source);
        string message = Assert.Single(await Verify.Messages("HRM0007", Source.Replace("{|HRM0007:", "").Replace("|}", "")));
        Assert.Contains("Device.OnInterrupt → Device.First → Device.Second → Device.Depth", message);
    }

    [Fact]
    public Task Overrides_and_implementations_are_followed() => Verify.Rule("HRM0007", """
        abstract class Driver { public abstract void Handle(); public virtual void Poll() { } }
        sealed class Serial : Driver
        {
            SpinMutex<int> _state;
            public override void Handle() { using var guard = {|HRM0007:_state.Lock()|}; guard.Value++; }
            public override void Poll() { using var guard = _state.Lock(); guard.Value++; }
        }
        interface ISink { void Put(); }
        sealed class Sink : ISink { SpinMutex<int> _state; public void Put() { using var guard = {|HRM0007:_state.Lock()|}; guard.Value++; } }
        class Dispatcher { [InterruptHandler] static void On(Driver driver, ISink sink) { driver.Handle(); sink.Put(); } }
        """);

    [Fact]
    public Task Marked_types_and_methods_count() => Verify.Rule("HRM0007", """
        [NotInterruptSafe] struct Gate { public void Enter() { } public int State => 1; }
        static class Scheduler { [NotInterruptSafe] public static void Sleep() { } public static void Wake() { } }
        class Timer
        {
            static Gate s_gate = new();
            [InterruptHandler] static void OnTick() { {|HRM0007:s_gate.Enter()|}; _ = {|HRM0007:s_gate.State|}; {|HRM0007:Scheduler.Sleep()|}; Scheduler.Wake(); }
        }
        """);

    [Fact]
    public Task Interrupt_safe_locks_are_allowed() => Verify.Rule("HRM0007", """
        [InterruptSafe] class Log { SpinMutex<int> _state; public void Write() { using var guard = _state.Lock(); guard.Value++; } }
        class Timer
        {
            static InterruptSpinMutex<int> s_ticks;
            static AtomicInt32 s_count;
            static readonly Log s_log = new();
            [InterruptHandler] static void OnTick() { using var guard = s_ticks.Lock(); guard.Value++; s_count.Add(1); s_log.Write(); }
        }
        """);
}
