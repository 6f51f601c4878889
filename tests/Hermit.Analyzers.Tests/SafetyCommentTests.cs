namespace Hermit.Analyzers.Tests;

public class SafetyCommentTests
{
    [Fact]
    public Task Unsafe_code_without_a_comment_is_reported() => Verify.Rule("HRM0009", """
        class Bad
        {
            int Block(int[] a) { {|HRM0009:unsafe|} { fixed (int* p = a) { return *p; } } }
            int Empty(int x)
            {
                // SAFETY:
                {|HRM0009:unsafe|} { return *&x; }
            }
            int Chatty(int x)
            {
                // This is safe, really.
                {|HRM0009:unsafe|} { return *&x; }
            }
            unsafe int Member(int* p) => {|HRM0009:*p|};
            unsafe void Call(int* p) => {|HRM0009:NativeMemory.Free(p)|};
            unsafe int Twice(int* p) { int first = {|HRM0009:*p|}; return first + p[1]; }
            [{|HRM0009:SkipLocalsInit|}] void Dirty() { }
        }
        unsafe class Whole { int Read(int* p) => {|HRM0009:p[0]|}; }
        // SAFETY: every pointer is valid.
        unsafe class Blanket { int Read(int* p) => {|HRM0009:p[0]|}; }
        """);

    [Fact]
    public Task Documented_unsafe_code_is_allowed() => Verify.Rule("HRM0009", """
        class Fine
        {
            int Before(int x)
            {
                // SAFETY: x is a local.
                unsafe { return *&x; }
            }
            int Inside(int x)
            {
                unsafe
                {
                    // SAFETY: x is a local.
                    return *&x;
                }
            }
            int SameLine(int x) { unsafe { /* SAFETY: x is a local. */ return *&x; } }
            // SAFETY: the caller's pointer is valid by contract.
            unsafe int Member(int* p) => *p;
            /// <summary>Reads.</summary>
            /// <remarks>Safety: the pointer is valid.</remarks>
            [RequiresUnsafe] unsafe int Contract(int* p) => *p;
            unsafe int PerStatement(int* p)
            {
                // SAFETY: valid by contract.
                int first = *p;
                return first;
            }
            // SAFETY: every local is written before it is read.
            [SkipLocalsInit] void Dirty() { }
        }
        """);

    [Fact]
    public Task A_modifier_that_only_allows_a_signature_needs_no_proof() => Verify.Rule("HRM0009", """
        unsafe class Fine
        {
            int* _pointer;
            Fine(int* pointer) { _pointer = pointer; }
            bool IsNull => _pointer == null;
            nint Address => (nint)(_pointer + 1);
            void Keep(int[] a) { fixed (int* p = a) { _pointer = p; } }
            [DllImport("c")] static extern void free(void* p);
        }
        """);

    [Fact]
    public Task A_member_that_requires_unsafe_states_its_contract() => Verify.Rule("HRM0011", """
        interface IPort
        {
            /// <summary>Writes.</summary>
            /// <remarks>Safety: the port is a device's.</remarks>
            [RequiresUnsafe] void Write();
        }
        class Port : IPort
        {
            /// <summary>Writes.</summary>
            [RequiresUnsafe] public void {|HRM0011:Bare|}() { }
            [RequiresUnsafe] public int {|HRM0011:Field|};
            /// <inheritdoc/>
            [RequiresUnsafe] public void Write() { }
            /// <summary>Reads. <b>Safety</b>: the port is a device's.</summary>
            [RequiresUnsafe] public int Read() => 1;
        }
        /// <summary>Ports.</summary>
        /// <remarks>Safety: the port number of every member is a device's.</remarks>
        static class Ports { [RequiresUnsafe] public static void Write(int port) { } }
        """);

    [Fact]
    public Task An_unsafe_member_behind_a_safe_contract_is_reported() => Verify.Rule("HRM0012", """
        interface IPort { void Write(); }
        abstract class Base { public abstract void Read(); public virtual void Reset() { } }
        class Port : Base, IPort
        {
            [RequiresUnsafe] public void {|HRM0012:Write|}() { }
            [RequiresUnsafe] public override void {|HRM0012:Read|}() { }
            public override void Reset() { }
        }
        """);
}
