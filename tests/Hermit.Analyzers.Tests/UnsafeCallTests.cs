namespace Hermit.Analyzers.Tests;

public class UnsafeCallTests
{
    [Fact]
    public Task A_marked_member_outside_an_unsafe_context_is_reported() => Verify.Rule("HRM0002", """
        class Port
        {
            [RequiresUnsafe] public static void Write(int value) { }
            [RequiresUnsafe] public Port() { }
            [RequiresUnsafe] public int Address { get; set; }
            public int Mixed { get; [RequiresUnsafe] set; }
            [RequiresUnsafe] public static int Raw;
        }
        class Caller
        {
            void Bad(Port port)
            {
                {|HRM0002:Port.Write(1)|};
                _ = {|HRM0002:new Port()|};
                {|HRM0002:port.Address|} = 1;
                {|HRM0002:port.Mixed|} = port.Mixed;
                _ = {|HRM0002:Port.Raw|};
                Action<int> write = {|HRM0002:Port.Write|};
            }
            int Field = {|HRM0002:Port.Raw|};
        }
        """);

    [Fact]
    public Task Unsafe_contexts_and_names_are_allowed() => Verify.Rule("HRM0002", """
        class Port { [RequiresUnsafe] public static int Read() => 1; }
        class Caller
        {
            int Block() { unsafe { return Port.Read(); } }
            unsafe int Member() => Port.Read();
            string Name() => nameof(Port.Read);
            int Local() { return Inner(); unsafe int Inner() => Port.Read(); }
        }
        unsafe class Whole { int Read() => Port.Read(); }
        """);

    [Fact]
    public Task A_marked_type_is_unsafe_from_outside_only() => Verify.Rule("HRM0002", """
        [RequiresUnsafe] static class Ports
        {
            public static void Write() { }
            public static void Twice() { Write(); Write(); }
        }
        class Caller { void Bad() => {|HRM0002:Ports.Twice()|}; }
        """);

    [Fact]
    public Task The_members_that_the_libraries_left_unmarked_are_reported() => Verify.Rule("HRM0002", """
        using System.Runtime.Intrinsics;
        class Caller
        {
            struct Wire { public bool Flag; }
            [DllImport("c")] static extern int getpid();
            void Bad(object o, byte[] bytes, ref int x, nint p)
            {
                _ = {|HRM0002:Unsafe.As<string>(o)|};
                _ = {|HRM0002:Unsafe.Add(ref x, 1)|};
                _ = {|HRM0002:MemoryMarshal.CreateSpan(ref x, 5)|};
                _ = {|HRM0002:MemoryMarshal.Read<Wire>(bytes)|};
                _ = {|HRM0002:Marshal.ReadByte(p)|};
                _ = {|HRM0002:getpid()|};
                _ = {|HRM0002:GCHandle.FromIntPtr(p)|};
                _ = {|HRM0002:Vector128.LoadUnsafe(ref x)|};
                _ = {|HRM0002:RuntimeHelpers.GetUninitializedObject(typeof(string))|};
            }
        }
        """);

    [Fact]
    public Task Harmless_members_of_the_same_classes_are_allowed() => Verify.Rule("HRM0002", """
        class Caller
        {
            enum Kind : byte { A }
            void Fine(byte[] bytes, ref int x, ref int y)
            {
                _ = Unsafe.SizeOf<int>();
                _ = Unsafe.AreSame(ref x, ref y);
                _ = MemoryMarshal.Cast<byte, int>(bytes);
                _ = MemoryMarshal.Read<ulong>(bytes);
                _ = MemoryMarshal.Read<Kind>(bytes);
                _ = Marshal.GetLastPInvokeError();
                _ = Math.Sin(1);
                _ = GCHandle.Alloc(bytes);
            }
        }
        """);
}
