namespace Hermit.Analyzers.Tests;

public class GuardTests
{
    [Fact]
    public Task A_guard_held_by_using_is_allowed() => Verify.Rule(null, """
        class Fine
        {
            SpinMutex<int> _mutex;
            int Declaration() { using var guard = _mutex.Lock(); guard.Value++; return guard.Value; }
            int Statement() { using (var guard = _mutex.Lock()) { return guard.Value; } }
            void Anonymous() { using (_mutex.Lock()) { } }
            void Choice(bool which, ref SpinMutex<int> other) { using var guard = which ? _mutex.Lock() : other.Lock(); guard.Value++; }
            void Try() { if (_mutex.TryLock(out var guard)) { using (guard) { guard.Value++; } } }
            void Lend() { using var guard = _mutex.Lock(); Borrow(in guard); Change(ref guard.Value); }
            static void Borrow(in SpinMutexGuard<int> guard) => guard.Value++;
            static void Change(ref int value) => value++;
        }
        struct Factory
        {
            SpinMutex<int> _mutex;
            [System.Diagnostics.CodeAnalysis.UnscopedRef] public SpinMutexGuard<int> Take() => _mutex.Lock();
            [System.Diagnostics.CodeAnalysis.UnscopedRef] public SpinMutexGuard<int> TryTake(bool yes) { if (!yes) { return default; } return _mutex.Lock(); }
        }
        """);

    [Fact]
    public Task A_guard_not_held_by_using_is_reported() => Verify.Rule("HRM0006", """
        class Bad
        {
            SpinMutex<int> _mutex;
            void Use()
            {
                var guard = {|HRM0006:_mutex.Lock()|};
                {|HRM0006:_mutex.Lock()|};
                {|HRM0006:_mutex.Lock()|}.Value++;
                _ = {|HRM0006:_mutex.Lock()|};
                _mutex.TryLock(out {|HRM0006:var tried|});
                SpinMutexGuard<int> none = {|HRM0006:default|};
                guard.Value += tried.Value + none.Value;
            }
        }
        """);

    [Fact]
    public Task A_guard_copied_or_passed_by_value_is_reported() => Verify.Rule("HRM0003", """
        static class Bad
        {
            static SpinMutex<int> s_mutex;
            static void Use()
            {
                using var guard = s_mutex.Lock();
                using var copy = {|HRM0003:guard|};
                Take({|HRM0003:guard|});
                Take({|HRM0003:s_mutex.Lock()|});
                guard.Extend();
            }
            static void Take(SpinMutexGuard<int> {|HRM0003:guard|}) { }
            static void Extend(this in SpinMutexGuard<int> guard) { }
            static SpinMutexGuard<int> Return() { using var guard = s_mutex.Lock(); return {|HRM0003:guard|}; }
        }
        """);

    [Fact]
    public Task A_guard_stored_is_reported() => Verify.Rule("HRM0004", """
        ref struct Holder { public SpinMutexGuard<int> {|HRM0004:Guard|}; public SpinMutexGuard<int> {|HRM0004:Property|} { get; set; } }
        [Guard] struct Pin { public void Dispose() { } }
        class Bad { Pin {|HRM0004:_pin|}; Pin[] {|HRM0004:_pins|} = []; Pin? {|HRM0004:_maybe|}; static Pin {|HRM0004:s_pin|}; }
        """);

    [Fact]
    public Task A_guard_may_wrap_a_guard() => Verify.Rule(null, """
        [Guard] ref struct Masked
        {
            private SpinMutexGuard<int> _inner;
            private int _flags;
            public Masked(SpinMutexGuard<int> inner, int flags) { _inner = inner; _flags = flags; }
            public void Dispose() { _inner.Dispose(); _flags = 0; }
        }
        struct Lockable
        {
            SpinMutex<int> _mutex;
            [System.Diagnostics.CodeAnalysis.UnscopedRef] public Masked Lock() => new Masked(_mutex.Lock(), 1);
        }
        """);

    [Fact]
    public Task A_guard_disposed_by_hand_is_reported() => Verify.Rule("HRM0005", """
        class Bad
        {
            SpinMutex<int> _mutex;
            void Use() { using var guard = _mutex.Lock(); {|HRM0005:guard.Dispose()|}; {|HRM0005:_mutex.Lock().Dispose()|}; }
            void Other(System.IO.Stream stream) => stream.Dispose();
        }
        """);
}
