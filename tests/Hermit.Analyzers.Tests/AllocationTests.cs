namespace Hermit.Analyzers.Tests;

public class AllocationTests
{
    [Fact]
    public Task Objects_and_arrays_are_reported() => Verify.Rule("HRM0008", """
        using System.Collections.Generic;
        class Node { }
        record Point(int X);
        class Kernel
        {
            void Bad<T>(Point point) where T : new()
            {
                Node node = {|HRM0008:new Node()|};
                Node other = {|HRM0008:new()|};
                int[] array = {|HRM0008:new int[3]|};
                int[] given = {|HRM0008:[1, 2]|};
                int[] listed = {|HRM0008:{ 1, 2 }|};
                List<int> list = {|HRM0008:[1]|};
                object anonymous = {|HRM0008:new { X = 1 }|};
                T value = {|HRM0008:new T()|};
                Point moved = {|HRM0008:point with { X = 2 }|};
                int[] part = {|HRM0008:given[1..]|};
                if (node == other) { throw {|HRM0008:new InvalidOperationException()|}; }
            }
        }
        """, kernel: true);

    [Fact]
    public Task Structs_spans_data_and_frozen_objects_are_allowed() => Verify.Rule("HRM0008", """
        struct Pair { public int X; public Pair(int x) { X = x; } }
        sealed class Driver(string name) { readonly string _name = name; public string Name => _name; }
        class Kernel
        {
            static readonly Driver s_driver = new("com1");
            static readonly Driver[] s_drivers = [new("com2"), s_driver];
            static Driver Other { get; } = new("com3");
            static ReadOnlySpan<byte> Table => [1, 2, 3];
            static ReadOnlySpan<int> Wide => new int[] { 1, 2, 3 };
            [Obsolete("x", false)]
            int Fine<T>(Pair pair) where T : struct
            {
                Pair made = new(3);
                Pair changed = made with { X = 4 };
                Span<int> stack = stackalloc int[4];
                Span<int> few = [1, 2, pair.X];
                int[] none = [];
                T value = new T();
                string text = "a" + "b";
                (int, int) tuple = (1, 2);
                return changed.X + stack.Length + few.Length + none.Length + text.Length + tuple.Item1 + Table[0] + Wide[0] + s_drivers.Length + Other.Name.Length;
            }
        }
        """, kernel: true);

    [Fact]
    public Task Boxing_is_reported() => Verify.Rule("HRM0008", """
        interface IShape { }
        struct Square : IShape { }
        enum Kind { A }
        class Kernel
        {
            void Bad<T>(Square square, Kind kind, T value) where T : struct, IShape
            {
                object o = {|HRM0008:1|};
                IShape shape = {|HRM0008:square|};
                IShape generic = {|HRM0008:value|};
                _ = {|HRM0008:kind.ToString()|};
                _ = {|HRM0008:square.GetHashCode()|};
                _ = {|HRM0008:square.GetType()|};
                _ = {|HRM0008:5.ToString()|};
                Use(square);
                object? none = null;
                int? nullable = 3;
            }
            void Use<T>(T shape) where T : struct, IShape { }
        }
        """, kernel: true);

    [Fact]
    public Task Delegates_strings_params_and_enumerators_are_reported() => Verify.Rule("HRM0008", """
        using System.Collections.Generic;
        using System.Linq;
        class Kernel
        {
            static void Many(params int[] values) { }
            static void Spans(params ReadOnlySpan<int> values) { }
            static void Run(Action action) { }
            static void Work() { }
            void Bad(int n, string name, IEnumerable<int> items, List<int> list, int[] array)
            {
                Run({|HRM0008:() => Console.Write(n)|});
                Run({|HRM0008:Work|});
                string text = {|HRM0008:"a" + name + "b"|};
                string shown = {|HRM0008:$"n = {n}"|};
                {|HRM0008:text += shown|};
                {|HRM0008:Many(1, 2)|};
                Many();
                Spans(1, 2);
                foreach (int item in {|HRM0008:items|}) { }
                foreach (int item in list) { }
                foreach (int item in array) { }
                foreach (char c in name) { }
                _ = {|HRM0008:array.ToList()|};
                _ = {|HRM0008:name.Substring(1)|};
                _ = {|HRM0008:name[1..]|};
            }
        }
        """, kernel: true);

    [Fact]
    public Task Iterators_and_async_methods_are_reported() => Verify.Rule("HRM0008", """
        using System.Collections.Generic;
        using System.Threading.Tasks;
        class Kernel
        {
            IEnumerable<int> {|HRM0008:Items|}() { yield return 1; }
            async Task {|HRM0008:Wait|}() { await Task.Yield(); }
            unsafe void Fine() { delegate*<void> function = &Work; function(); }
            static void Work() { }
        }
        """, kernel: true);

    [Fact]
    public async Task The_message_names_what_a_closure_captures()
    {
        string message = Assert.Single(await Verify.Messages("HRM0008", "class K { Func<int> F(int n) => () => n; }", kernel: true));
        Assert.Contains("a closure over n", message);
    }

    [Fact]
    public async Task Queries_are_reported() => Assert.NotEmpty(await Verify.Messages("HRM0008", """
        using System.Linq;
        class K { object F(int[] items, int n) => from x in items let y = x + n where y > 1 orderby y select new { x, y }; }
        """, kernel: true));

    [Fact]
    public Task The_rule_is_off_outside_the_kernel() => Verify.Rule("HRM0008", "class App { object Make() => new object(); }");

    [Fact]
    public async Task An_editorconfig_file_switches_the_rule()
    {
        await Verify.Rule("HRM0008", "class App { object Make() => {|HRM0008:new object()|}; }", config: "true");
        await Verify.Rule("HRM0008", "class App { object Make() => new object(); }", kernel: true, config: "false");
    }
}
