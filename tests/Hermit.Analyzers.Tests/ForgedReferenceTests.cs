namespace Hermit.Analyzers.Tests;

public class ForgedReferenceTests
{
    [Fact]
    public Task Casts_that_forge_references_are_reported() => Verify.Rule("HRM0010", """
        struct Holder { public object Value; }
        class Bad
        {
            unsafe void Use<T>(object o, nint bits, byte* p, ref Holder holder, ref T any)
            {
                string text = {|HRM0010:Unsafe.As<string>(o)|};
                object made = {|HRM0010:Unsafe.As<nint, object>(ref bits)|};
                nint address = {|HRM0010:Unsafe.As<object, nint>(ref o)|};
                long raw = {|HRM0010:Unsafe.As<T, long>(ref any)|};
                object read = {|HRM0010:Unsafe.Read<object>(p)|};
                ref Holder at = ref {|HRM0010:Unsafe.AsRef<Holder>(p)|};
        #pragma warning disable CS8500
                object deref = *{|HRM0010:(object*)p|};
        #pragma warning restore CS8500
            }
        }
        [StructLayout(LayoutKind.Explicit)] struct Overlap
        {
            [FieldOffset(0)] public object Any;
            [FieldOffset(0)] public string {|HRM0010:Text|};
        }
        """);

    [Fact]
    public Task Unmanaged_casts_and_upcasts_are_allowed() => Verify.Rule("HRM0010", """
        struct Header { public int Length; }
        struct Wrapper { public object Value; }
        [InlineArray(4)] struct Four<T> { private T _first; }
        class Fine
        {
            unsafe void Use<T>(string text, ref int x, byte* p, ref Wrapper wrapper, ref Four<T> four, ref T any) where T : class
            {
                object up = Unsafe.As<object>(text);
                ref uint bits = ref Unsafe.As<int, uint>(ref x);
                Header header = Unsafe.Read<Header>(p);
                ref object first = ref Unsafe.As<Wrapper, object>(ref wrapper);
                ref T element = ref Unsafe.As<Four<T>, T>(ref four);
                ref T same = ref Unsafe.AsRef(in any);
                int* q = (int*)p;
            }
            long Number<TEnum>(TEnum value) where TEnum : struct, Enum { unsafe { return Unsafe.As<TEnum, byte>(ref value); } }
        }
        [StructLayout(LayoutKind.Explicit)] struct Union
        {
            [FieldOffset(0)] public int Number;
            [FieldOffset(0)] public float Real;
            [FieldOffset(8)] public object Any;
        }
        """);

    [Fact]
    public async Task A_reason_given_at_the_statement_member_type_or_file_is_enough()
    {
        await Verify.Rule("HRM0010", """
            class Fine
            {
                string Statement(object o)
                {
                    // FORGES: the only objects in the table are strings.
                    return Unsafe.As<string>(o);
                }
                // FORGES: the only objects in the table are strings.
                string Member(object o) => Unsafe.As<string>(o);
                string Not(object o) => {|HRM0010:Unsafe.As<string>(o)|};
            }
            // FORGES: the only objects in the table are strings.
            class Whole { string Get(object o) => Unsafe.As<string>(o); }
            """);
        await Verify.Rule("HRM0010", """
            // FORGES: the heap decides what its cells are.
            class Heap { string Get(object o) => Unsafe.As<string>(o); }
            class Other { string Get(object o) => Unsafe.As<string>(o); }
            """);
    }
}
