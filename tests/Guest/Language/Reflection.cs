using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Hermit.Guest.Language;

/// <summary>The reflection that ahead-of-time compilation keeps: names, attributes, activation, members asked for by name.</summary>
internal static class Reflection
{
    public static GuestCase[] Cases =>
    [
        new("type-names", TypeNames),
        new("type-relations", Relations),
        new("activator", Activation),
        new("attributes", Attributes),
        new("members", Members),
        new("assembly", AssemblyNames),
    ];

    private static void TypeNames()
    {
        Type[] types = [typeof(int), typeof(string[]), typeof(int[,]), typeof(List<string>), typeof(Dictionary<int, List<long?>>), typeof(Sample), typeof(Sample.Inner), typeof(Sample.Inner<int>), typeof(List<>), typeof(int*), typeof(void), typeof((int, string)), typeof(DayOfWeek)];
        foreach (Type type in types)
            Console.WriteLine($"{type.Name} | {type} | {type.Namespace}");
        Console.WriteLine(nameof(Sample.Inner) + new Sample.Inner().GetType().FullName);
    }

    private static void Relations()
    {
        Console.WriteLine($"{typeof(Square).BaseType!.Name} {typeof(Square).IsSealed} {typeof(Shape).IsAbstract} {typeof(Dot).IsValueType} {typeof(IShape).IsInterface}");
        Console.WriteLine($"{typeof(IShape).IsAssignableFrom(typeof(Square))} {typeof(Square).IsSubclassOf(typeof(Shape))} {typeof(Shape).IsInstanceOfType(new Circle(1))}");
        Console.WriteLine($"{typeof(int[]).GetElementType()!.Name} {typeof(int[,]).GetArrayRank()} {typeof(List<int>).IsGenericType} {typeof(List<int>).GetGenericTypeDefinition() == typeof(List<>)}");
        Console.WriteLine($"{typeof(List<int>).GenericTypeArguments[0].Name} {typeof(int?).IsGenericType} {Nullable.GetUnderlyingType(typeof(int?))!.Name}");
        Console.WriteLine($"{new Square(1).GetType() == typeof(Square)} {typeof(int) == 5.GetType()} {Type.GetTypeCode(typeof(decimal))}");
    }

    private static void Activation()
    {
        Console.WriteLine(Activator.CreateInstance<Sample>().Number);
        Console.WriteLine(((Sample)Activator.CreateInstance(typeof(Sample), 9)!).Number);
        Console.WriteLine(Activator.CreateInstance<int>());
        Console.WriteLine(Create<Sample>().Number + Create<List<int>>().Count);
        Attempt.Print("no such constructor", () => Activator.CreateInstance(typeof(Sample), "x", "y"));
    }

    private static T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>()
        where T : new() => new();

    private static void Attributes()
    {
        LabelAttribute label = typeof(Sample).GetCustomAttribute<LabelAttribute>()!;
        Console.WriteLine($"{label.Text} {label.Level} {string.Join(",", label.Tags)} {label.Type!.Name}");
        Console.WriteLine(typeof(Sample).IsDefined(typeof(LabelAttribute), false));
        Console.WriteLine(typeof(Square).GetCustomAttributes<LabelAttribute>().Count());
        MethodInfo method = typeof(Sample).GetMethod(nameof(Sample.Add))!;
        Console.WriteLine(method.GetCustomAttribute<LabelAttribute>()!.Text);
    }

    private static void Members()
    {
        var sample = new Sample(5);
        PropertyInfo property = typeof(Sample).GetProperty(nameof(Sample.Number))!;
        Console.WriteLine($"{property.PropertyType.Name} {property.GetValue(sample)} {property.CanWrite}");
        property.SetValue(sample, 6);
        FieldInfo field = typeof(Sample).GetField(nameof(Sample.Text))!;
        field.SetValue(sample, "set by reflection");
        Console.WriteLine($"{sample.Number} {field.GetValue(sample)}");
        MethodInfo add = typeof(Sample).GetMethod(nameof(Sample.Add))!;
        Console.WriteLine(add.Invoke(sample, [4, "x"]));
        Console.WriteLine(string.Join(" ", add.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}")));
        try
        {
            add.Invoke(sample, [-1, "x"]);
        }
        catch (TargetInvocationException exception)
        {
            Console.WriteLine(exception.InnerException!.GetType().Name);
        }

        Attempt.Print("wrong arguments", () => add.Invoke(sample, ["not a number", "x"]));
    }

    private static void AssemblyNames()
    {
        Console.WriteLine(typeof(Sample).Assembly.GetName().Name);
        Console.WriteLine(typeof(int).Assembly.GetName().Name);
        Console.WriteLine(Assembly.GetEntryAssembly()!.GetName().Name);
    }
}
