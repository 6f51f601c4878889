namespace Hermit.Analyzers.Tests;

public class UnsafeTypeTests
{
    [Fact]
    public Task A_type_with_code_is_not_unsafe_as_a_whole() => Verify.Rule("HRM0016", """
        {|HRM0016:unsafe|} class Whole { void Use(int* p) { } }
        static {|HRM0016:unsafe|} class Helpers { public static bool IsNull(void* p) => p == null; }
        readonly {|HRM0016:unsafe|} ref struct View { readonly int* _start; public View(int* start) { _start = start; } }
        {|HRM0016:unsafe|} interface IPointed { void* Pointer { get; } }
        class Outer { {|HRM0016:unsafe|} struct Inner { int* _p; struct Innermost { } } }
        """);

    [Fact]
    public Task Unsafe_members_and_layouts_are_allowed() => Verify.Rule("HRM0016", """
        class Members { unsafe int* _p; unsafe void Use(int* p) { } int Block(int x) { unsafe { return *&x; } } }
        unsafe struct Layout { public int* First; public fixed byte Name[8]; const int Size = 16; }
        """);
}
