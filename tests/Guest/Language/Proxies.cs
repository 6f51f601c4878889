using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace Hermit.Guest.Language;

/// <summary>Expression trees that are interpreted, and other code that is made while the program runs.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "What has to fail is shown to fail.")]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The members are used by the program as well.")]
internal static class Proxies
{
    public static GuestCase[] Cases =>
    [
        new("expression-arithmetic", Arithmetic),
        new("expression-members", Members),
        new("expression-blocks", Blocks),
        new("expression-try", TryBlocks),
        new("expression-closures", Closures),
        new("expression-conversions", Conversions),
        new("expression-text", Texts),
        new("expression-visitor", Visitor),
        new("runtime-code", RuntimeCode),
    ];

    private static void Arithmetic()
    {
        Expression<Func<int, int, int>> formula = (x, y) => ((x * x) + (y << 2)) % 1000;
        Func<int, int, int> compiled = formula.Compile();
        Console.WriteLine($"{compiled(3, 4)} {compiled(100, -7)}");
        Expression<Func<double, bool>> test = value => value > 1.5 && value < 3 || double.IsNaN(value);
        Func<double, bool> predicate = test.Compile();
        Console.WriteLine($"{predicate(1)} {predicate(2)} {predicate(double.NaN)}");
        ParameterExpression number = Expression.Parameter(typeof(int), "n");
        Func<int, int> doubled = Expression.Lambda<Func<int, int>>(Expression.AddChecked(number, number), number).Compile();
        Console.WriteLine(doubled(21));
        Attempt.Print("checked", () => doubled(int.MaxValue));
        Func<int, int> divided = Expression.Lambda<Func<int, int>>(Expression.Divide(Expression.Constant(10), number), number).Compile();
        Attempt.Print("divide", () => divided(0));
    }

    private static void Members()
    {
        Expression<Func<Invoked, int>> property = target => target.Number;
        Expression<Func<Invoked, string>> method = target => target.Describe();
        Console.WriteLine($"{property.Compile()(new Invoked(4))} {method.Compile()(new InvokedMore(5))}");
        Console.WriteLine(((MemberExpression)property.Body).Member.Name);
        Expression<Func<string, int>> length = text => text.Trim().Length;
        Console.WriteLine(length.Compile()("  four "));
        Attempt.Print("null", () => length.Compile()(null!));
        Expression<Func<Invoked>> make = () => new Invoked(6) { Text = "made" };
        Console.WriteLine(make.Compile()().Text);
    }

    private static void Blocks()
    {
        ParameterExpression limit = Expression.Parameter(typeof(int), "limit");
        ParameterExpression sum = Expression.Variable(typeof(int), "sum");
        LabelTarget end = Expression.Label(typeof(int), "end");
        BlockExpression body = Expression.Block(
            [sum],
            Expression.Assign(sum, Expression.Constant(0)),
            Expression.Loop(
                Expression.IfThenElse(
                    Expression.GreaterThan(limit, Expression.Constant(0)),
                    Expression.Block(Expression.AddAssign(sum, limit), Expression.PostDecrementAssign(limit)),
                    Expression.Break(end, sum)),
                end));
        Func<int, int> compiled = Expression.Lambda<Func<int, int>>(body, limit).Compile();
        Console.WriteLine($"{compiled(10)} {compiled(1000)} {compiled(0)}");
        Expression choice = Expression.Switch(limit, Expression.Constant("many"), Expression.SwitchCase(Expression.Constant("one"), Expression.Constant(1)), Expression.SwitchCase(Expression.Constant("two"), Expression.Constant(2)));
        Func<int, string> named = Expression.Lambda<Func<int, string>>(choice, limit).Compile();
        Console.WriteLine($"{named(1)} {named(2)} {named(3)}");
    }

    private static void TryBlocks()
    {
        ParameterExpression divisor = Expression.Parameter(typeof(int), "d");
        Expression body = Expression.TryCatch(
            Expression.Divide(Expression.Constant(100), divisor),
            Expression.Catch(typeof(DivideByZeroException), Expression.Constant(-1)));
        Func<int, int> compiled = Expression.Lambda<Func<int, int>>(body, divisor).Compile();
        Console.WriteLine($"{compiled(7)} {compiled(0)}");
        Action thrower = Expression.Lambda<Action>(Expression.Throw(Expression.Constant(new TimeoutException("thrown")))).Compile();
        Attempt.PrintMessage("throw", thrower);
    }

    private static void Closures()
    {
        int outside = 5;
        Expression<Func<int, int>> adding = value => value + outside;
        Func<int, int> compiled = adding.Compile();
        outside = 50;
        Console.WriteLine(compiled(1));
        Expression<Func<int, Func<int, int>>> nested = x => y => x * 10 + y;
        Func<int, int> inner = nested.Compile()(4);
        Console.WriteLine($"{inner(2)} {inner(3)}");
        Console.WriteLine(adding.Compile(preferInterpretation: true)(2));
    }

    private static void Conversions()
    {
        Expression<Func<object, string>> cast = value => (string)value;
        Console.WriteLine(cast.Compile()("fits"));
        Attempt.Print("cast", () => cast.Compile()(5));
        Expression<Func<object, bool>> test = value => value is int;
        Console.WriteLine($"{test.Compile()(1)} {test.Compile()("1")}");
        Expression<Func<double, int>> narrow = value => (int)value;
        Console.WriteLine(narrow.Compile()(-2.9));
        Expression<Func<int?, int>> coalesce = value => value ?? -1;
        Console.WriteLine($"{coalesce.Compile()(null)} {coalesce.Compile()(3)}");
        Expression<Func<int[], int>> element = values => values[1];
        Console.WriteLine(element.Compile()([7, 8]));
        Attempt.Print("index", () => element.Compile()([7]));
    }

    private static void Texts()
    {
        Expression<Func<int, string, bool>> example = (number, text) => text.Length > number && !text.StartsWith("a");
        Console.WriteLine(example);
        Console.WriteLine($"{example.Body.NodeType} {example.ReturnType} {example.Parameters.Count}");
        Expression<Func<List<int>>> list = () => new List<int> { 1, 2 };
        Console.WriteLine(list);
        Expression<Func<int, int>> conditional = x => x > 0 ? x : -x;
        Console.WriteLine(conditional);
        Attempt.PrintMessage("types", () => Expression.Add(Expression.Constant(1), Expression.Constant("x")));
    }

    private sealed class Swapping : ExpressionVisitor
    {
        public int Constants { get; private set; }

        protected override Expression VisitBinary(BinaryExpression node)
            => node.NodeType == ExpressionType.Add ? Expression.Multiply(Visit(node.Left), Visit(node.Right)) : base.VisitBinary(node);

        protected override Expression VisitConstant(ConstantExpression node)
        {
            Constants++;
            return base.VisitConstant(node);
        }
    }

    private static void Visitor()
    {
        Expression<Func<int, int>> sum = x => x + 3 + (x - 1);
        var visitor = new Swapping();
        var changed = (Expression<Func<int, int>>)visitor.Visit(sum);
        Console.WriteLine($"{changed} {visitor.Constants} {sum.Compile()(5)} {changed.Compile()(5)}");
    }

    private static void RuntimeCode()
    {
        Attempt.Print("dynamic method", () => _ = new System.Reflection.Emit.DynamicMethod("m", typeof(void), []));
        Attempt.Print("dynamic assembly", () => System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("a"), System.Reflection.Emit.AssemblyBuilderAccess.Run));
    }
}
