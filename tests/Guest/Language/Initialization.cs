using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>When static constructors, module initialisers and field initialisers run.</summary>
internal static class Initialization
{
    private static readonly List<string> s_log = [];

    public static GuestCase[] Cases =>
    [
        new("init-module", ModuleInitializer),
        new("init-order", Order),
        new("init-lazy", OnlyWhenUsed),
        new("init-cyclic", Cyclic),
        new("init-instances", InstanceOrder),
    ];

    private static bool s_moduleInitialized;

#pragma warning disable CA2255 // what is tested is the attribute itself
    [ModuleInitializer]
    internal static void InitializeModule() => s_moduleInitialized = true;
#pragma warning restore CA2255

    private static void ModuleInitializer() => Console.WriteLine(s_moduleInitialized);

    private static void Order()
    {
        Console.WriteLine("before");
        Console.WriteLine(Eager.Value);
        Console.WriteLine(Eager.Other);
    }

    private static void OnlyWhenUsed()
    {
        if (Environment.ProcessId < 0)
            Never.Touch();
        Console.WriteLine("not touched");
    }

    private static void Cyclic()
    {
        Console.WriteLine(First.Value);
        Console.WriteLine(Second.Value);
    }

    private static void InstanceOrder()
    {
        _ = new Derived();
        foreach (string line in s_log)
            Console.WriteLine(line);
    }

    private static int Log(string text)
    {
        s_log.Add(text);
        return s_log.Count;
    }

    private static class Eager
    {
        public static readonly int Value;
        public static readonly int Other = Initial();

        static Eager()
        {
            Console.WriteLine("static constructor");
            Value = Other + 1;
        }

        private static int Initial()
        {
            Console.WriteLine("field initialiser");
            return 41;
        }
    }

    private static class Never
    {
        static Never() => Console.WriteLine("must not run");

        public static void Touch() => Console.WriteLine("touched");
    }

    private static class First
    {
        public static readonly int Value = Second.Value + 1;

        static First() => Console.WriteLine("first");
    }

    private static class Second
    {
        public static readonly int Value = First.Value + 10;

        static Second() => Console.WriteLine("second");
    }

    private class Base
    {
        private readonly int _field = Log("base field");

        public Base()
        {
            Log("base constructor");
            Virtual();
        }

        protected virtual void Virtual() => Log($"base virtual {_field}");
    }

    private sealed class Derived : Base
    {
        private readonly int _field = Log("derived field");

        public Derived() => Log("derived constructor");

        protected override void Virtual() => Log($"derived virtual, field {_field}");
    }
}
