using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Hermit.Guest.Language;

/// <summary>Members called, read, and written through reflection.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The instantiations are in the program as well.")]
[UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The instantiations are in the program as well.")]
internal static class ReflectionInvoke
{
    public static GuestCase[] Cases =>
    [
        new("invoke-primitives", Primitives),
        new("invoke-by-reference", ByReference),
        new("invoke-structs", Structs),
        new("invoke-defaults", Defaults),
        new("invoke-nullable", Nullables),
        new("invoke-generic-method", GenericMethods),
        new("invoke-virtual", Virtual),
        new("invoke-exceptions", Exceptions),
        new("invoke-mismatches", Mismatches),
        new("invoke-constructors", Constructors),
        new("invoke-fields", Fields),
        new("invoke-properties", Properties),
        new("invoke-events", Events),
        new("invoke-delegates", Delegates),
        new("invoke-invoker", Invoker),
        new("invoke-many-arguments", ManyArguments),
    ];

    private const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static object? Call(string name, object? target, params object?[] arguments)
        => typeof(Invoked).GetMethod(name, Every)!.Invoke(target, arguments);

    private static void Primitives()
    {
        Console.WriteLine(Call(nameof(Invoked.Mix), null, (byte)1, (short)-2, 3u, 4L, 5.5f, 6.25, 'c', true, 7.5m));
        Console.WriteLine(Call(nameof(Invoked.Mix), null, (byte)255, (byte)2, 'A', 4, 5L, 6f, '\0', false, 0m));
        Console.WriteLine(Call(nameof(Invoked.Nothing), null) is null);
        Console.WriteLine(Call(nameof(Invoked.Native), null, (nint)(-5), (nuint)5));
        Console.WriteLine(Call(nameof(Invoked.Day), null, DayOfWeek.Monday));
        Console.WriteLine(Call(nameof(Invoked.Wide), null, (Int128)1 << 100));
    }

    private static void ByReference()
    {
        object?[] arguments = [5, null, "in"];
        Console.WriteLine(Call(nameof(Invoked.Refs), null, arguments));
        Console.WriteLine($"{arguments[0]} {arguments[1]} {arguments[2]}");
        object?[] unset = [null, null, null];
        Console.WriteLine(typeof(Invoked).GetMethod(nameof(Invoked.Refs))!.Invoke(null, unset));
        Console.WriteLine($"{unset[0]} {unset[1]}");
        Console.WriteLine(Call(nameof(Invoked.Element), null, [new[] { 4, 5, 6 }]));
        foreach (ParameterInfo parameter in typeof(Invoked).GetMethod(nameof(Invoked.Refs))!.GetParameters())
            Console.WriteLine($"{parameter.Position} {parameter.Name} {parameter.IsOut} {parameter.IsIn} {parameter.ParameterType} {parameter.ParameterType.IsByRef}");
    }

    private static void Structs()
    {
        object large = Call(nameof(Invoked.Large), null, 1L, "two")!;
        Console.WriteLine(large);
        Console.WriteLine(Call(nameof(Invoked.Sum), null, large));
        object point = new Spot(3, 4);
        typeof(Spot).GetMethod(nameof(Spot.Move))!.Invoke(point, [10, 20]);
        Console.WriteLine(point);
        Console.WriteLine(Call(nameof(Invoked.Sum), null, [null]));
        Console.WriteLine(typeof(Spot).GetMethod(nameof(Spot.ToString))!.Invoke(new Spot(1, 2), null));
    }

    private static void Defaults()
    {
        MethodInfo method = typeof(Invoked).GetMethod(nameof(Invoked.WithDefaults))!;
        foreach (ParameterInfo parameter in method.GetParameters())
            Console.WriteLine($"{parameter.Name} {parameter.IsOptional} {parameter.HasDefaultValue} {parameter.DefaultValue ?? "null"}");
        Console.WriteLine(method.Invoke(null, [1, Type.Missing, Type.Missing, Type.Missing]));
        Console.WriteLine(method.Invoke(null, [2, "given", 9.5, DayOfWeek.Sunday]));
    }

    private static void Nullables()
    {
        Console.WriteLine(Call(nameof(Invoked.Maybe), null, 5) ?? "null");
        Console.WriteLine(Call(nameof(Invoked.Maybe), null, [null]) ?? "null");
        Console.WriteLine(Call(nameof(Invoked.Maybe), null, -1) ?? "null");
        Console.WriteLine(Call(nameof(Invoked.Maybe), null, 5)!.GetType());
        Console.WriteLine($"{Nullable.GetUnderlyingType(typeof(int?))} {Nullable.GetUnderlyingType(typeof(int)) is null} {Nullable.Compare<int>(null, 1)} {Nullable.Equals<int>(null, null)}");
    }

    private static void GenericMethods()
    {
        Console.WriteLine($"{Invoked.Twice(1)} {Invoked.Twice("a")} {Invoked.Twice(1.5)}");
        MethodInfo open = typeof(Invoked).GetMethod(nameof(Invoked.Twice))!;
        Console.WriteLine($"{open.IsGenericMethodDefinition} {open.ContainsGenericParameters} {open.GetGenericArguments()[0].Name}");
        foreach (Type type in (Type[])[typeof(int), typeof(string), typeof(double)])
        {
            MethodInfo closed = open.MakeGenericMethod(type);
            object argument = type == typeof(int) ? 7 : type == typeof(string) ? "text" : 2.5;
            Console.WriteLine($"{closed.Invoke(null, [argument])} {closed.IsGenericMethod} {closed.ContainsGenericParameters} {closed.GetGenericMethodDefinition() == open}");
        }

        Console.WriteLine(open.MakeGenericMethod(typeof(Version)).Invoke(null, [new Version(1, 2)]));
        Attempt.Print("open", () => open.Invoke(null, [1]));
        Attempt.Print("arity", () => open.MakeGenericMethod(typeof(int), typeof(int)));
    }

    private static void Virtual()
    {
        MethodInfo method = typeof(Invoked).GetMethod(nameof(Invoked.Describe))!;
        Console.WriteLine(method.Invoke(new Invoked(1), null));
        Console.WriteLine(method.Invoke(new InvokedMore(2), null));
        Console.WriteLine($"{method.IsVirtual} {method.IsFinal} {method.IsAbstract} {typeof(InvokedMore).GetMethod(nameof(Invoked.Describe))!.GetBaseDefinition().DeclaringType!.Name}");
        MethodInfo compare = typeof(IComparable<Invoked>).GetMethod(nameof(IComparable<>.CompareTo))!;
        Console.WriteLine(compare.Invoke(new Invoked(5), [new InvokedMore(3)]));
        Console.WriteLine(typeof(object).GetMethod(nameof(ToString))!.Invoke(42, null));
    }

    private static void Exceptions()
    {
        MethodInfo method = typeof(Invoked).GetMethod(nameof(Invoked.Fail))!;
        try
        {
            method.Invoke(null, ["reason"]);
        }
        catch (TargetInvocationException exception)
        {
            Console.WriteLine($"{exception.Message} {exception.InnerException!.GetType().Name} {exception.InnerException.Message}");
        }

        Attempt.PrintMessage("unwrapped", () => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, ["bare"], null));
        Attempt.Print("null target", () => typeof(Invoked).GetMethod(nameof(Invoked.Describe))!.Invoke(null, null));
        Attempt.Print("wrong target", () => typeof(Invoked).GetMethod(nameof(Invoked.Describe))!.Invoke("text", null));
    }

    private static void Mismatches()
    {
        Attempt.Print("too few", () => Call(nameof(Invoked.Day), null));
        Attempt.Print("too many", () => Call(nameof(Invoked.Day), null, DayOfWeek.Friday, 1));
        Attempt.Print("wrong type", () => Call(nameof(Invoked.Day), null, "Friday"));
        Attempt.Print("narrowing", () => Call(nameof(Invoked.Maybe), null, 5L));
        Attempt.Print("enum from int", () => Call(nameof(Invoked.Day), null, 5));
        Attempt.Print("null for a value", () => Console.WriteLine(Call(nameof(Invoked.Day), null, [null])));
        Console.WriteLine(typeof(Invoked).GetMethod("Absent") is null);
        Attempt.Print("ambiguous", () => typeof(Invoked).GetMethod(nameof(Invoked.Overloaded)));
        Console.WriteLine(typeof(Invoked).GetMethod(nameof(Invoked.Overloaded), [typeof(string)])!.Invoke(null, ["s"]));
        Console.WriteLine(typeof(Invoked).GetMethod(nameof(Invoked.Overloaded), [typeof(int)])!.Invoke(null, [1]));
    }

    private static void Constructors()
    {
        ConstructorInfo constructor = typeof(Invoked).GetConstructor([typeof(int)])!;
        Console.WriteLine(((Invoked)constructor.Invoke([9])).Number);
        Console.WriteLine(typeof(Invoked).GetConstructor([typeof(string)]) is null);
        Console.WriteLine(Activator.CreateInstance(typeof(Spot)));
        Console.WriteLine(Activator.CreateInstance(typeof(Spot), 1, 2));
        Console.WriteLine(Activator.CreateInstance(typeof(List<int>), 16)!.GetType());
        Console.WriteLine(Activator.CreateInstance(typeof(int?)) is null);
        Attempt.PrintMessage("throws", () => constructor.Invoke([-1]));
        Attempt.Print("abstract", () => Activator.CreateInstance(typeof(Stream)));
        Attempt.Print("no default", () => Activator.CreateInstance(typeof(Invoked)));
        Attempt.Print("interface", () => Activator.CreateInstance(typeof(IDisposable)));
    }

    private static void Fields()
    {
        var target = new Invoked(3);
        FieldInfo instance = typeof(Invoked).GetField(nameof(Invoked.Text))!;
        instance.SetValue(target, "changed");
        FieldInfo shared = typeof(Invoked).GetField(nameof(Invoked.Shared))!;
        shared.SetValue(null, 12L);
        Console.WriteLine($"{instance.GetValue(target)} {Invoked.Shared} {shared.IsStatic} {instance.FieldType}");
        FieldInfo constant = typeof(Invoked).GetField(nameof(Invoked.Constant))!;
        Console.WriteLine($"{constant.IsLiteral} {constant.GetRawConstantValue()} {constant.GetValue(null)}");
        Attempt.Print("constant", () => constant.SetValue(null, "x"));
        Attempt.Print("wrong type", () => instance.SetValue(target, 5));
        object spot = new Spot(1, 2);
        typeof(Spot).GetField(nameof(Spot.X))!.SetValue(spot, 50);
        Console.WriteLine(spot);
    }

    private static void Properties()
    {
        var target = new Invoked(3);
        PropertyInfo number = typeof(Invoked).GetProperty(nameof(Invoked.Number))!;
        number.SetValue(target, 8);
        Console.WriteLine($"{number.GetValue(target)} {number.CanRead} {number.CanWrite} {number.GetMethod!.Name} {number.SetMethod!.IsPublic}");
        PropertyInfo indexer = typeof(Invoked).GetProperty("Item")!;
        Console.WriteLine($"{indexer.GetValue(target, [4])} {indexer.GetIndexParameters().Length} {indexer.CanWrite}");
        Attempt.Print("no setter", () => indexer.SetValue(target, "x", [1]));
        Attempt.Print("setter throws", () => number.SetValue(target, -1));
        Console.WriteLine(string.Join(" ", typeof(Invoked).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)));
    }

    private static void Events()
    {
        var target = new Invoked(1);
        EventInfo changed = typeof(Invoked).GetEvent(nameof(Invoked.Changed))!;
        int calls = 0;
        Action<int> handler = value => calls += value;
        changed.AddEventHandler(target, handler);
        changed.AddEventHandler(target, handler);
        target.Number = 10;
        changed.RemoveEventHandler(target, handler);
        target.Number = 100;
        Console.WriteLine($"{calls} {changed.EventHandlerType} {changed.AddMethod!.Name} {changed.IsMulticast}");
    }

    private static void Delegates()
    {
        MethodInfo overloaded = typeof(Invoked).GetMethod(nameof(Invoked.Overloaded), [typeof(string)])!;
        var function = overloaded.CreateDelegate<Func<string, string>>();
        Console.WriteLine($"{function("d")} {function.Method.Name} {function.Target is null}");
        MethodInfo describe = typeof(Invoked).GetMethod(nameof(Invoked.Describe))!;
        var bound = describe.CreateDelegate<Func<string>>(new InvokedMore(6));
        var open = describe.CreateDelegate<Func<Invoked, string>>();
        Console.WriteLine($"{bound()} {open(new Invoked(7))} {bound.Target!.GetType().Name}");
        Attempt.Print("wrong signature", () => overloaded.CreateDelegate<Func<int, int>>());
        Delegate dynamic = Delegate.CreateDelegate(typeof(Func<int, string>), typeof(Invoked).GetMethod(nameof(Invoked.Overloaded), [typeof(int)])!);
        Console.WriteLine(dynamic.DynamicInvoke(5));
        Attempt.Print("dynamic throws", () => ((Action<string>)Invoked.Fail).DynamicInvoke("x"));
    }

    private static void Invoker()
    {
        MethodInvoker overloaded = MethodInvoker.Create(typeof(Invoked).GetMethod(nameof(Invoked.Overloaded), [typeof(int)])!);
        Console.WriteLine(overloaded.Invoke(null, 3));
        MethodInvoker refs = MethodInvoker.Create(typeof(Invoked).GetMethod(nameof(Invoked.Refs))!);
        object?[] arguments = [1, null, "x"];
        Console.WriteLine(refs.Invoke(null, arguments.AsSpan()));
        Console.WriteLine($"{arguments[0]} {arguments[1]}");
        ConstructorInvoker constructor = ConstructorInvoker.Create(typeof(Invoked).GetConstructor([typeof(int)])!);
        Console.WriteLine(((Invoked)constructor.Invoke(77)).Number);
        Attempt.PrintMessage("not wrapped", () => MethodInvoker.Create(typeof(Invoked).GetMethod(nameof(Invoked.Fail))!).Invoke(null, "direct"));
        Attempt.Print("count", () => overloaded.Invoke(null, 1, 2));
    }

    private static void ManyArguments()
    {
        MethodInfo method = typeof(Invoked).GetMethod(nameof(Invoked.Many))!;
        Console.WriteLine(method.Invoke(null, [1, 2L, 3.0, "4", 5f, (byte)6, new Spot(7, 8), 9m, 10, 11L, 12.0, "13"]));
        Console.WriteLine(method.ReturnType);
        Console.WriteLine(method);
    }
}
