namespace Hermit.Sync.Tests;

/// <summary>What the compiler keeps from outliving a guard.</summary>
public class GuardLifetimeTests
{
    [Fact]
    public void A_reference_used_within_the_guard_compiles() =>
        Assert.Empty(Snippet.Errors(Program("using var guard = s_mutex.Lock(); ref int value = ref guard.Value; value++;")));

    [Fact]
    public void A_reference_cannot_be_returned() =>
        Assert.Equal(["CS8168"], Snippet.Errors(Program("", "static ref int Leak() { using var guard = s_mutex.Lock(); return ref guard.Value; }")));

    [Fact]
    public void A_reference_cannot_be_kept_outside_of_the_guards_block() =>
        Assert.NotEmpty(Snippet.Errors(Program("int other = 0; ref int kept = ref other; using (var guard = s_mutex.Lock()) { kept = ref guard.Value; } kept++;")).Intersect(["CS8374", "CS8352"]));

    [Fact]
    public void A_guard_cannot_be_stored_in_a_class() =>
        Assert.Contains("CS8345", Snippet.Errors(Program("", "class Holder { MutexGuard<RawSpinLock, int> _guard; }")));

    [Fact]
    public void A_guard_of_a_local_mutex_cannot_be_returned() =>
        Assert.NotEmpty(Snippet.Errors(Program("", "static MutexGuard<RawSpinLock, int> Leak() { SpinMutex<int> local = new(); return local.Lock(); }")).Intersect(["CS8168"]));

    [Fact]
    public void A_readers_value_cannot_be_written() =>
        Assert.Contains("CS8331", Snippet.Errors(Program("using var guard = s_shared.Read(); guard.Value++;")));

    [Fact]
    public void A_reference_to_a_per_cpu_value_cannot_be_returned() =>
        Assert.Equal(["CS8168"], Snippet.Errors(Program("", "static ref int Leak() { using var guard = s_perCpu.Lock(); return ref guard.Value; }")));

    private static string Program(string statements, string members = "") => $$"""
        using Hermit.Sync;
        Subject.Run();
        static class Subject
        {
            private static SpinMutex<int> s_mutex = new();
            private static RwSpinLock<int> s_shared = new();
            private static PerCpu<int> s_perCpu = new();
            public static void Run() { {{statements}} }
            public static void UseAll() { s_mutex = new(1); s_shared = new(1); s_perCpu = new(); _ = (s_mutex, s_shared, s_perCpu); }
            {{members}}
        }
        """;
}
