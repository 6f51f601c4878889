namespace Hermit.Analyzers.Tests;

public class StaticFieldTests
{
    [Fact]
    public Task A_static_that_can_change_is_reported() => Verify.Rule("HRM0001", """
        class Counter
        {
            static int {|HRM0001:s_count|};
            static volatile bool {|HRM0001:s_ready|};
            internal static string? {|HRM0001:Name|}, {|HRM0001:Alias|};
            public static int {|HRM0001:Total|} { get; set; }
            public static int {|HRM0001:Peak|} { get; private set; }
            static OnceCell<int> {|HRM0001:s_cell|} = new();
            void Count() { s_count++; s_ready = true; Name = Alias; Total = Peak; _ = s_cell; }
        }
        struct Plain { static Plain {|HRM0001:s_self|}; int _field; void Use() { s_self = this; _field++; } }
        """);

    [Fact]
    public Task Constants_readonly_statics_and_instance_fields_are_allowed() => Verify.Rule("HRM0001", """
        class Fine
        {
            const int Limit = 3;
            static readonly int s_start = 5;
            static readonly string s_name = "x";
            public static int Total { get; } = 7;
            public static int Sum => Limit + s_start;
            static event Action? Changed;
            int _count;
            [ThreadStatic] static int t_depth;
            void Use() { _count++; t_depth++; Changed?.Invoke(); _ = s_name; }
        }
        enum Kind { A, B }
        """);

    [Fact]
    public Task Synchronising_types_are_allowed() => Verify.Rule("HRM0001", """
        [Synchronized] struct Mine { int _state; public void Set() => _state = 1; }
        struct Statistics { public AtomicInt32 Sent; public AtomicInt32 Received; }
        class Fine
        {
            static SpinMutex<int> s_mutex = new(1);
            static AtomicInt32 s_count;
            static Mine s_mine;
            static Statistics s_statistics;
            static readonly OnceCell<int> s_cell = new();
            static readonly System.Threading.Lock s_lock = new();
            void Use() { s_count.Add(1); s_mine.Set(); s_statistics.Sent.Add(1); using var guard = s_mutex.Lock(); _ = s_cell; _ = s_lock; }
        }
        """);

    [Fact]
    public Task A_struct_with_one_unsynchronised_field_does_not_synchronise() => Verify.Rule("HRM0001", """
        struct Statistics { public AtomicInt32 Sent; public int Lost; }
        class Bad { static Statistics {|HRM0001:s_statistics|}; void Use() => s_statistics.Lost++; }
        """);

    [Fact]
    public Task Replacing_a_static_lock_is_reported() => Verify.Rule("HRM0001", """
        class Reset
        {
            static SpinMutex<int> s_mutex;
            static Reset() { s_mutex = new(5); }
            static void Clear() { {|HRM0001:s_mutex = new(0)|}; }
        }
        """);

    [Fact]
    public Task An_attribute_of_the_same_name_elsewhere_means_nothing() => Verify.Rule("HRM0001", """
        namespace Other { class SynchronizedAttribute : Attribute; }
        [Other.Synchronized] struct Fake { public int State; }
        class Bad { static Fake {|HRM0001:s_fake|}; void Use() => s_fake.State++; }
        """);

    [Fact]
    public Task A_readonly_static_of_a_mutable_class_is_reported() => Verify.Rule("HRM0014", """
        using System.Collections.Generic;
        class Device { public int Port; }
        abstract class Driver { public abstract void Start(); }
        sealed class Serial : Driver { int _rate; public override void Start() => _rate = 9600; }
        class Bad
        {
            public static readonly Device {|HRM0014:Console|} = new();
            static readonly Driver {|HRM0014:s_driver|} = new Serial();
            static readonly List<int> {|HRM0014:s_list|} = [];
            public static readonly int[] {|HRM0014:Table|} = [1, 2];
            public static Device {|HRM0014:Default|} { get; } = new();
            static void Use() { s_driver.Start(); s_list.Add(1); }
        }
        """);

    [Fact]
    public Task A_readonly_static_of_an_immutable_or_synchronising_class_is_allowed() => Verify.Rule("HRM0014", """
        abstract class Driver { readonly int _id; protected Driver(int id) { _id = id; } public int Id => _id; }
        sealed class Serial(string name) : Driver(1) { readonly string _name = name; public string Name => _name; }
        sealed class Queue { SpinMutex<int> _state; public void Put() { using var guard = _state.Lock(); guard.Value++; } }
        [Synchronized] sealed class Registry { int _count; public void Add() => _count++; }
        class Fine
        {
            static readonly Driver s_driver = new Serial("com1");
            public static readonly Queue Incoming = new();
            static readonly Registry s_registry = new();
            static readonly Type s_type = typeof(int);
            static readonly Func<int> s_function = static () => 1;
            static void Use() { _ = s_driver.Id; s_registry.Add(); _ = s_type; s_function(); }
        }
        """);

    [Fact]
    public Task A_private_array_that_is_only_read_is_a_table() => Verify.Rule("HRM0014", """
        class Tables
        {
            static readonly int[] s_days = [31, 28, 31];
            static readonly byte[] s_codes = [1, 2];
            static readonly int[] {|HRM0014:s_written|} = [1];
            static readonly int[] {|HRM0014:s_passed|} = [1];
            static readonly (int X, int Y)[] {|HRM0014:s_parts|} = [(1, 2)];
            static int Sum()
            {
                int sum = s_days[0] + s_days.Length;
                foreach (int day in s_days) { sum += day; }
                ReadOnlySpan<byte> codes = s_codes;
                s_written[0] = 1;
                s_parts[0].X = 2;
                Array.Sort(s_passed);
                return sum + codes[0];
            }
        }
        """);
}
