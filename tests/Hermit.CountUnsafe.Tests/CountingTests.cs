using Hermit.Analyzers;
using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Tests;

public sealed class CountingTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    public static TheoryData<string, string> Kinds => new()
    {
        { "Dereference", "int F(int* p) => *p;" },
        { "Dereference", "int F(int* p) => p[3];" },
        { "Dereference", "int F(S* p) => p->Value;" },
        { "PointerArithmetic", "int* F(int* p) => p + 1;" },
        { "PointerArithmetic", "void F(int* p) { p++; }" },
        { "PointerArithmetic", "void F(int* p) { p -= 2; }" },
        { "PointerConversion", "int* F(nint p) => (int*)p;" },
        { "PointerConversion", "nint F(void* p) => (nint)p;" },
        { "AddressOf", "void F(int x) { int* p = &x; }" },
        { "MethodAddress", "static void M() { } void F() { delegate*<void> f = &M; }" },
        { "FunctionPointerCall", "void F(delegate*<int, void> f) { f(1); }" },
        { "PointerCall", "void F(byte* p) { _ = new Span<byte>(p, 1); }" },
        { "UnsafeClass", "string F(object o) => Unsafe.As<string>(o);" },
        { "MemoryMarshal", "Span<int> F(ref int x) => MemoryMarshal.CreateSpan(ref x, 2);" },
        { "Marshal", "byte F(nint p) => Marshal.ReadByte(p);" },
        { "ExternCall", """[DllImport("c")] static extern int getpid(); int F() => getpid();""" },
        { "RequiresUnsafe", "[Hermit.RequiresUnsafe] void M() { } void F() { M(); }" },
        { "RequiresUnsafe", "[Hermit.RequiresUnsafe] int P => 1; int F() => P;" },
        { "OtherTrusted", "object F() => RuntimeHelpers.GetUninitializedObject(typeof(string));" },
        { "StackAlloc", "void F() { int* p = stackalloc int[2]; }" },
        { "Fixed", "void F(int[] a) { fixed (int* p = a) { } }" },
        { "FixedBuffer", "int F(B b) => b.Data[1];" },
        { "SkipLocalsInit", "[SkipLocalsInit] void F() { }" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_unsafe_expression_is_counted_once(string kind, string member)
    {
        Counts counts = await CountSource($$"""
            using System; using System.Runtime.CompilerServices; using System.Runtime.InteropServices;
            namespace Hermit { class RequiresUnsafeAttribute : Attribute; }
            struct S { public int Value; }
            unsafe struct B { public fixed int Data[4]; }
            unsafe class C { {{member}} }
            """);
        (UnsafeKind found, int count) = Assert.Single(counts.Kinds);
        Assert.Equal(kind, found.ToString());
        Assert.Equal(1, count);
        Assert.Equal(1, counts.Unsafe);
    }

    [Fact]
    public async Task Overlapping_references_are_counted()
    {
        Counts counts = await CountSource("""
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)] struct Overlap { [FieldOffset(0)] public object A; [FieldOffset(0)] public string B; }
            """);
        Assert.Equal(1, counts.Kinds[UnsafeKind.OverlappingReferences]);
    }

    [Fact]
    public async Task What_looks_unsafe_and_is_not_is_not_counted()
    {
        Counts counts = await CountSource("""
            using System; using System.Runtime.CompilerServices; using System.Runtime.InteropServices;
            class C
            {
                int F(int x, int y) => x * y + -y;
                string G(object o) => nameof(MemoryMarshal) + nameof(Unsafe.As) + (string)o;
                int Size() => Unsafe.SizeOf<long>() + MemoryMarshal.Cast<byte, int>(new byte[4]).Length;
                void Stack() { Span<int> s = stackalloc int[2]; s[0] = 1; }
            }
            """);
        Assert.Equal(0, counts.Unsafe);
        Assert.Equal(0, counts.Functions.Unsafe + counts.Methods.Unsafe + counts.Types.Unsafe);
    }

    [Fact]
    public async Task Functions_methods_and_types_are_told_apart()
    {
        Counts counts = await CountSource("""
            using System;
            interface INone { void Nothing(); }
            class Safe { int _x; Safe() { _x = 1; } int X => _x; int Y { get; set; } void M() { int L() => 1; Func<int> f = () => 2; } static void S() { } }
            class Mixed
            {
                static unsafe int P(int* p) { return *p; }
                int Block(int x) { unsafe { return *&x; } }
                int Fine() => 1;
            }
            unsafe delegate void D(int* p);
            """);
        Assert.Equal(new Tally(3, 1), counts.Functions);
        Assert.Equal(new Tally(4, 1), counts.Methods);
        Assert.Equal(new Tally(2, 2), counts.Types);
    }

    [Fact]
    public async Task Expressions_are_counted_without_types_and_names_of_members()
    {
        // x, 1, x + 1 · x, Abs(x): the name of what is called belongs to the call. Math is a type.
        Counts counts = await CountSource("""
            class C { int F(int x) => x + 1; int G(int x) => System.Math.Abs(x); }
            """);
        Assert.Equal(5, counts.Expressions.Total);
    }

    [Fact]
    public async Task Lines_of_code_leave_out_comments_blank_lines_and_what_is_excluded()
    {
        Counts counts = await CountSource("""
            // A comment.
            class C
            {

                /* More
                   comment. */
                string Text = @"two
            lines"; // and a comment
            #if NEVER
                int Excluded;
            #endif
            }
            """);
        Assert.Equal(12, counts.Lines);
        Assert.Equal(5, counts.CodeLines);
    }

    [Fact]
    public async Task Unsafe_expressions_are_documented_by_statement_block_or_member()
    {
        Counts counts = await CountSource("""
            class C
            {
                int Block(int x)
                {
                    // SAFETY: a local.
                    unsafe { return *&x; }
                }
                // SAFETY: the caller's.
                unsafe int Member(int* p) => *p;
                unsafe int Bare(int* p) => *p;
            }
            """);
        Assert.Equal(3, counts.Documented);
        Place place = Assert.Single(counts.Undocumented);
        Assert.Equal(("a.cs", 10, "*p"), (place.File, place.Line, place.What));
    }

    [Fact]
    public async Task A_comment_at_a_type_documents_nothing()
    {
        Counts counts = await CountSource("""
            // SAFETY: somebody upholds something.
            unsafe class C
            {
                int F(int* p) => *p;
            }
            """);
        Assert.Single(counts.Undocumented);
    }

    [Fact]
    public async Task Unsynchronised_statics_are_listed()
    {
        Counts counts = await CountSource("""
            namespace Hermit { class SynchronizedAttribute : System.Attribute; }
            [Hermit.Synchronized] struct Gate { int _state; }
            class C { static int s_count; static readonly int s_limit = 1; static Gate s_gate; const int K = 1; static int P { get; set; } }
            """);
        Assert.Equal(["C.s_count", "C.P"], counts.MutableStatics.Select(place => place.What));
    }

    [Fact]
    public async Task Generated_files_are_compiled_and_counted_apart()
    {
        _workplace.Write("a.cs", "class A : B { unsafe int F(int* p) => *p; }");
        _workplace.Write("b.g.cs", "class B { unsafe int F(int* p) => *p; }");
        _workplace.Write("c.cs", "// <auto-generated/>\nclass D { unsafe int F(int* p) => *p; }");
        Report report = await _workplace.Count();
        Assert.Equal(1, report.Total.Unsafe);
        Assert.Equal(0, report.Projects[0].CompileErrors);
        Assert.Equal(2, report.Generated.Unsafe);
        Assert.Equal(3, (await _workplace.Count(change: options => options with { IncludeGenerated = true })).Total.Unsafe);
    }

    private async Task<Counts> CountSource(string source)
    {
        _workplace.Write("a.cs", source);
        Report report = await _workplace.Count();
        Assert.Equal(0, report.Projects[0].CompileErrors);
        return report.Projects[0].Counts;
    }
}
