using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Types as reflection tells them: names, flags, parts, generic instantiation.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The instantiations are in the program as well.")]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What has to fail is shown to fail.")]
[UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The instantiations are in the program as well.")]
internal static class TypeInspection
{
    public static GuestCase[] Cases =>
    [
        new("inspect-full-names", FullNames),
        new("inspect-flags", Flags),
        new("inspect-element-types", ElementTypes),
        new("inspect-make-generic", MakeGeneric),
        new("inspect-make-array", MakeArray),
        new("inspect-assignable", Assignable),
        new("inspect-interfaces", Interfaces),
        new("inspect-type-codes", TypeCodes),
        new("inspect-get-type", ByName),
        new("inspect-generic-parameters", GenericParameters),
        new("inspect-attributes", Attributes),
        new("inspect-nullability-of-default", DefaultValues),
        new("inspect-runtime-helpers", Helpers),
        new("inspect-unsafe-accessor", Accessors),
        new("inspect-assembly", Assemblies),
    ];

    private static readonly Type[] s_types =
    [
        typeof(int), typeof(int?), typeof(string[]), typeof(int[,,]), typeof(int[][,]), typeof(List<int>), typeof(List<>), typeof(Dictionary<,>), typeof(Dictionary<string, List<int?>>.Enumerator),
        typeof((int, string)), typeof(Action), typeof(Func<int, Task<string>>), typeof(int*), typeof(void*), typeof(void), typeof(DayOfWeek), typeof(IEnumerable<string>), typeof(Span<byte>),
        typeof(Nested.Deeper<int>.Deepest<string>), typeof(Nested.Deeper<>.Deepest<>), typeof(Stream), typeof(Console), typeof(delegate*<int, void>),
    ];

    private static class Nested
    {
        public static class Deeper<T>
        {
            public static class Deepest<TMore>
            {
                public static string Name => $"{typeof(T)} {typeof(TMore)}";
            }
        }
    }

    private static string Short(string? text) => text is null ? "null" : System.Text.RegularExpressions.Regex.Replace(text, ", (System|Hermit|Language)[^\\]]*", "");

    private static void FullNames()
    {
        foreach (Type type in s_types)
            Console.WriteLine($"{type.Name} | {Short(type.FullName)} | {type} | {type.Namespace}");
    }

    private static void Flags()
    {
        foreach (Type type in s_types)
            Console.WriteLine($"{type}: {type.IsClass} {type.IsValueType} {type.IsPrimitive} {type.IsEnum} {type.IsInterface} {type.IsAbstract} {type.IsSealed} {type.IsArray} {type.IsPointer} {type.IsGenericType} {type.IsGenericTypeDefinition} {type.IsConstructedGenericType} {type.IsByRefLike} {type.IsNested} {type.IsFunctionPointer}");
    }

    private static void ElementTypes()
    {
        foreach (Type type in s_types)
            Console.WriteLine($"{type}: {type.HasElementType} {type.GetElementType()} {(type.IsArray ? type.GetArrayRank() : 0)} {string.Join(",", type.GetGenericArguments().Select(argument => argument.Name))} {type.BaseType} {type.DeclaringType}");
    }

    private static void MakeGeneric()
    {
        Console.WriteLine($"{new List<string>().Count} {new Dictionary<string, long>().Count} {Nested.Deeper<int>.Deepest<long>.Name}");
        Type list = typeof(List<>).MakeGenericType(typeof(string));
        Console.WriteLine($"{list} {list == typeof(List<string>)} {Activator.CreateInstance(list) is List<string>}");
        Console.WriteLine(typeof(Dictionary<,>).MakeGenericType(typeof(string), typeof(long)) == typeof(Dictionary<string, long>));
        Type versions = typeof(List<>).MakeGenericType(typeof(Version));
        var made = (IList)Activator.CreateInstance(versions)!;
        made.Add(new Version(3, 4));
        Console.WriteLine($"{made.Count} {made[0]} {made.GetType()}");
        Attempt.Print("wrong item", () => made.Add("text"));
        Attempt.Print("arity", () => typeof(List<>).MakeGenericType(typeof(int), typeof(int)));
        Attempt.Print("constraint", () => Activator.CreateInstance(typeof(Nullable<>).MakeGenericType(typeof(string))));
        Attempt.Print("not a definition", () => typeof(List<int>).MakeGenericType(typeof(int)));
    }

    private static void MakeArray()
    {
        Console.WriteLine($"{typeof(int).MakeArrayType()} {typeof(int).MakeArrayType(2)} {typeof(string).MakeArrayType().MakeArrayType()} {typeof(int).MakePointerType()} {typeof(int).MakeByRefType()}");
        Array numbers = Array.CreateInstance(typeof(int), 3);
        numbers.SetValue(5, 1);
        Console.WriteLine($"{numbers.GetType()} {string.Join(",", (int[])numbers)}");
        Array grid = Array.CreateInstance(typeof(string), 2, 3);
        grid.SetValue("x", 1, 2);
        Console.WriteLine($"{grid.Rank} {grid.Length} {grid.GetLength(1)} {((string[,])grid)[1, 2]}");
        Array shifted = Array.CreateInstanceFromArrayType(typeof(double[]), 4);
        Console.WriteLine($"{shifted.GetType()} {shifted.Length}");
        Attempt.Print("void", () => Array.CreateInstance(typeof(void), 1));
        Attempt.Print("open", () => Array.CreateInstance(typeof(List<>), 1));
    }

    private static void Assignable()
    {
        Type[] types = [typeof(object), typeof(string), typeof(IEnumerable<char>), typeof(IEnumerable<object>), typeof(string[]), typeof(object[]), typeof(int), typeof(int?), typeof(uint[]), typeof(int[]), typeof(IList<string>), typeof(Func<string>), typeof(Func<object>), typeof(ValueType), typeof(Enum), typeof(DayOfWeek), typeof(IComparable)];
        foreach (Type left in types)
            Console.WriteLine($"{left}: {string.Concat(types.Select(right => left.IsAssignableFrom(right) ? '1' : '0'))}");
    }

    private static void Interfaces()
    {
        foreach (Type type in (Type[])[typeof(int[]), typeof(List<string>), typeof(string), typeof(DayOfWeek)])
        {
            string[] known = [.. ((Type[])[typeof(IEnumerable), typeof(IList), typeof(ICollection<int>), typeof(IList<string>), typeof(IReadOnlyList<int>), typeof(IComparable), typeof(ICloneable), typeof(IFormattable), typeof(IConvertible), typeof(IEquatable<string>)]).Where(candidate => candidate.IsAssignableFrom(type)).Select(candidate => candidate.Name)];
            Console.WriteLine($"{type}: {string.Join(" ", known)}");
        }
    }

    private static void TypeCodes()
    {
        foreach (Type type in (Type[])[typeof(bool), typeof(char), typeof(sbyte), typeof(ulong), typeof(float), typeof(decimal), typeof(DateTime), typeof(string), typeof(object), typeof(DBNull), typeof(DayOfWeek), typeof(int?), typeof(nint), typeof(Half)])
            Console.WriteLine($"{type.Name} {Type.GetTypeCode(type)} {type.IsPrimitive} {RuntimeHelpers.IsReferenceOrContainsReferences<Type>()}");
    }

    private static void ByName()
    {
        Console.WriteLine(Type.GetType("System.Int32"));
        Console.WriteLine(Type.GetType("No.Such.Type") is null);
        Console.WriteLine(Type.GetType("System.String[]"));
        Console.WriteLine(Type.GetType("System.Collections.Generic.List`1[System.String]"));
        Console.WriteLine(Type.GetType("System.Int32*"));
        Attempt.Print("throws", () => Type.GetType("No.Such.Type", throwOnError: true));
    }

    private static void GenericParameters()
    {
        foreach (Type parameter in typeof(Dictionary<,>).GetGenericArguments())
            Console.WriteLine($"{parameter.Name} {parameter.IsGenericParameter} {parameter.GenericParameterPosition} {parameter.DeclaringType!.Name}");
        Type variance = typeof(IEnumerable<>).GetGenericArguments()[0];
        Console.WriteLine(variance.GenericParameterAttributes & GenericParameterAttributes.VarianceMask);
        Console.WriteLine(typeof(Func<,>).GetGenericArguments()[0].GenericParameterAttributes & GenericParameterAttributes.VarianceMask);
        Console.WriteLine(typeof(List<int>).GetGenericTypeDefinition() == typeof(List<>));
        Attempt.Print("not generic", () => typeof(int).GetGenericTypeDefinition());
    }

    [Obsolete("not used", DiagnosticId = "X1")]
    [Label("on the class", Level = DayOfWeek.Friday)]
    private sealed class Marked
    {
        [Label("on the method")]
        public static int Method(int value) => value;
    }

    private static void Attributes()
    {
#pragma warning disable CS0618, X1
        Type type = typeof(Marked);
        MethodInfo method = typeof(Marked).GetMethod(nameof(Marked.Method))!;
#pragma warning restore CS0618, X1
        ObsoleteAttribute obsolete = type.GetCustomAttribute<ObsoleteAttribute>()!;
        Console.WriteLine($"{obsolete.Message} {obsolete.IsError} {obsolete.DiagnosticId}");
        Console.WriteLine(string.Join(" ", type.GetCustomAttributes(false).Select(attribute => attribute.GetType().Name).Order(StringComparer.Ordinal)));
        CustomAttributeData data = type.CustomAttributes.Single(candidate => candidate.AttributeType == typeof(LabelAttribute));
        Console.WriteLine($"{data.ConstructorArguments[0].Value} {data.NamedArguments.Single().MemberName} {data.NamedArguments.Single().TypedValue.Value}");
        Console.WriteLine(method.GetCustomAttribute<LabelAttribute>()!.Text);
        Console.WriteLine(Attribute.IsDefined(method, typeof(ObsoleteAttribute)));
        Console.WriteLine(new LabelAttribute("same").Equals(new LabelAttribute("same")));
    }

    private static void DefaultValues()
    {
        Console.WriteLine($"{default(int)} {default(DateTime):O} {default((int, string))} {default(Guid)} {default(BigInteger)} {default(Half)}");
        Console.WriteLine($"{Activator.CreateInstance(typeof(int))} {Activator.CreateInstance(typeof(Guid))} {Activator.CreateInstance<DateTime>().Ticks}");
        Console.WriteLine(RuntimeHelpers.GetUninitializedObject(typeof(Spot)));
        Console.WriteLine(((Invoked)RuntimeHelpers.GetUninitializedObject(typeof(Invoked))).Text is null);
        Attempt.Print("uninitialized string", () => RuntimeHelpers.GetUninitializedObject(typeof(string)));
        Attempt.Print("uninitialized interface", () => RuntimeHelpers.GetUninitializedObject(typeof(IDisposable)));
    }

    private static void Helpers()
    {
        Console.WriteLine($"{RuntimeHelpers.IsReferenceOrContainsReferences<int>()} {RuntimeHelpers.IsReferenceOrContainsReferences<(int, string)>()} {RuntimeHelpers.IsReferenceOrContainsReferences<Guid>()}");
        object one = new();
        Console.WriteLine($"{RuntimeHelpers.GetHashCode(one) == RuntimeHelpers.GetHashCode(one)} {RuntimeHelpers.GetHashCode(null)}");
        Console.WriteLine(string.Join(",", RuntimeHelpers.GetSubArray([1, 2, 3, 4], 1..^1)));
        Console.WriteLine($"{RuntimeFeature.IsDynamicCodeSupported} {RuntimeFeature.IsDynamicCodeCompiled} {RuntimeFeature.IsSupported("DefaultImplementationsOfInterfaces")}");
        Console.WriteLine($"{RuntimeHelpers.SizeOf(typeof(long).TypeHandle)} {Unsafe.SizeOf<Spot>()} {Unsafe.SizeOf<string>()} {Unsafe.SizeOf<decimal>()}");
        Console.WriteLine(Type.GetTypeFromHandle(typeof(Spot).TypeHandle) == typeof(Spot));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_number")]
    private static extern ref int Number(Invoked target);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern Invoked Make(int number);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = nameof(Invoked.Shared))]
    private static extern ref long Shared(Invoked? target);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(Invoked.Describe))]
    private static extern string Describe(Invoked target);

    private static void Accessors()
    {
        Invoked made = Make(5);
        Number(made) = -3;
        Shared(null) = 99;
        Console.WriteLine($"{made.Number} {Invoked.Shared} {Describe(new InvokedMore(4))}");
        Attempt.Print("constructor checks", () => Make(-1));
    }

    private static void Assemblies()
    {
        Console.WriteLine($"{typeof(int).Assembly.GetName().Name} {typeof(Spot).Assembly.GetName().Name} {Assembly.GetExecutingAssembly().GetName().Name}");
        Console.WriteLine($"{typeof(Spot).Assembly.IsDynamic} {typeof(Spot).Assembly.IsCollectible}");
        Console.WriteLine(typeof(Spot).Assembly.GetManifestResourceNames().Length);
        Attempt.Print("load", () => Assembly.Load("NoSuchAssembly"));
        Attempt.Print("load bytes", () => Assembly.Load(new byte[10]));
        Attempt.Print("load file", () => Assembly.LoadFrom("/no/such.dll"));
    }
}
