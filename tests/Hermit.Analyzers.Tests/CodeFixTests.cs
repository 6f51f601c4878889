namespace Hermit.Analyzers.Tests;

public class CodeFixTests
{
    [Fact]
    public Task A_static_that_nobody_assigns_becomes_readonly() => Verify.Fix(
        new AddReadonlyCodeFix(),
        "class C { private static int s_limit = 3; static int Use() => s_limit; }",
        "class C { private static readonly int s_limit = 3; static int Use() => s_limit; }");

    [Fact]
    public Task A_static_that_is_assigned_is_left_alone() => Verify.Fix(
        new AddReadonlyCodeFix(), "class C { static int s_count; static void Use() => s_count++; }", expected: null);

    [Fact]
    public Task A_lock_loses_its_readonly() => Verify.Fix(
        new RemoveReadonlyCodeFix(), "class C { readonly SpinMutex<int> _mutex; }", "class C { SpinMutex<int> _mutex; }");

    [Fact]
    public Task An_unsafe_call_moves_into_an_unsafe_block() => Verify.Fix(
        new WrapInUnsafeCodeFix(),
        """
        class C
        {
            [RequiresUnsafe] static void Write() { }
            void Use()
            {
                Write();
            }
        }
        """,
        """
        class C
        {
            [RequiresUnsafe] static void Write() { }
            void Use()
            {
                // SAFETY:
                unsafe
                {
                    Write();
                }
            }
        }
        """);

    [Fact]
    public Task A_declaration_cannot_move_into_a_block() => Verify.Fix(
        new WrapInUnsafeCodeFix(), "class C { void Use(object o) { string s = Unsafe.As<string>(o); } }", expected: null);

    [Fact]
    public Task A_guard_is_declared_with_using() => Verify.Fix(
        new HoldByUsingCodeFix(),
        """
        class C
        {
            SpinMutex<int> _mutex;
            void Use()
            {
                // Counts.
                var guard = _mutex.Lock();
                guard.Value++;
            }
        }
        """,
        """
        class C
        {
            SpinMutex<int> _mutex;
            void Use()
            {
                // Counts.
                using var guard = _mutex.Lock();
                guard.Value++;
            }
        }
        """);

    [Fact]
    public Task A_call_of_Dispose_goes_away() => Verify.Fix(
        new RemoveDisposeCodeFix(),
        "class C { SpinMutex<int> _mutex; void Use() { using var guard = _mutex.Lock(); guard.Dispose(); } }",
        "class C { SpinMutex<int> _mutex; void Use() { using var guard = _mutex.Lock(); } }");

    [Fact]
    public Task A_safety_comment_is_started() => Verify.Fix(
        new StartSafetyCommentCodeFix(),
        """
        class C
        {
            int Use(int x)
            {
                unsafe { return *&x; }
            }
        }
        """,
        """
        class C
        {
            int Use(int x)
            {
                // SAFETY: 
                unsafe { return *&x; }
            }
        }
        """);
}
