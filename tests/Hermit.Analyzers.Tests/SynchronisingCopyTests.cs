namespace Hermit.Analyzers.Tests;

public class SynchronisingCopyTests
{
    [Fact]
    public Task Copies_of_locks_are_reported() => Verify.Rule("HRM0013", """
        class Bad
        {
            static readonly SpinMutex<int> {|HRM0013:s_frozen|};
            readonly AtomicInt32 {|HRM0013:_count|};
            AtomicInt32 {|HRM0013:Total|} { get; }
            SpinMutex<int> _mutex;
            AtomicInt32[] _cells = [];
            void Use()
            {
                var copy = {|HRM0013:_mutex|};
                Take({|HRM0013:_mutex|});
                AtomicInt32 cell = {|HRM0013:_cells[0]|};
                copy.Lock();
                cell.Add(1);
            }
            SpinMutex<int> Get() => {|HRM0013:_mutex|};
            static void Take(SpinMutex<int> mutex) { }
        }
        """);

    [Fact]
    public Task Moves_and_references_are_allowed() => Verify.Rule("HRM0013", """
        struct Pool { SpinMutex<int> _free; public Pool(SpinMutex<int> free) { _free = free; } }
        class Fine
        {
            SpinMutex<int> _mutex = new(3);
            AtomicInt32 _count;
            static Pool s_pool = new(new SpinMutex<int>(1));
            ref SpinMutex<int> Get() => ref _mutex;
            void Use() { ref var mutex = ref _mutex; using var guard = mutex.Lock(); _count.Add(1); Lend(ref _count); Look(in _count); _mutex = default; }
            static void Lend(ref AtomicInt32 count) { }
            static void Look(in AtomicInt32 count) { }
        }
        readonly struct Version { readonly int _major; public int Major => _major; }
        class Values { readonly Version _version; Version Get() => _version; }
        """);

    [Fact]
    public Task Copies_of_what_owns_something_alone_are_reported() => Verify.Rule("HRM0013", """
        [NonCopyable] struct Pool { int _free; }
        struct Tables { public Pool Files; public int Count; }
        class Bad
        {
            SpinMutex<Pool> _first;
            SpinMutex<Pool> _second;
            readonly Pool {|HRM0013:_frozen|};
            Tables _tables;
            void Use()
            {
                using var first = _first.Lock();
                using var second = _second.Lock();
                second.Value = {|HRM0013:first.Value|};
                var copy = {|HRM0013:_tables|};
                copy = default;
                Lend(ref _tables, _tables.Count);
            }
            static void Lend(ref Tables tables, int count) { }
        }
        """);
}
