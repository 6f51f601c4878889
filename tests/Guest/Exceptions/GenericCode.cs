using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Handlers whose exception type, or whose enclosing code, is generic: exact and shared instantiations.</summary>
internal static class GenericCode
{
    public static GuestCase[] Cases =>
    [
        new("generic-catch-type", CatchTypeParameter),
        new("generic-catch-in-shared-class", CatchInSharedClass),
        new("generic-method-values", ThrowFromValueInstantiations),
        new("generic-virtual", ThrowFromGenericVirtual),
        new("generic-exception-class", ThrowGenericException),
    ];

    private static void CatchTypeParameter()
    {
        Console.WriteLine(Catches<InvalidOperationException>(new InvalidOperationException()));
        Console.WriteLine(Catches<ArgumentException>(new ArgumentNullException()));
        Console.WriteLine(Catches<ArgumentNullException>(new ArgumentException()));
        Console.WriteLine(Catches<Exception>(new FormatException()));
        Console.WriteLine(Catches<QuotaException>(new QuotaException(1, "x")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Catches<T>(Exception thrown)
        where T : Exception
    {
        try
        {
            throw thrown;
        }
        catch (T exception)
        {
            return $"{typeof(T).Name} catches {exception.GetType().Name}";
        }
        catch (Exception exception)
        {
            return $"{typeof(T).Name} does not catch {exception.GetType().Name}";
        }
    }

    private static void CatchInSharedClass()
    {
        Console.WriteLine(new Guard<FormatException>().Try(() => int.Parse("no number")));
        Console.WriteLine(new Guard<OverflowException>().Try(() => int.Parse("99999999999")));
        Console.WriteLine(new Guard<KeyNotFoundException>().Try(() => new Dictionary<string, int>()["none"]));
        Attempt.Print("other type passes", () => new Guard<OverflowException>().Try(() => int.Parse("no number")));
        Console.WriteLine(Guard<FormatException>.Caught);
        Console.WriteLine(Guard<OverflowException>.Caught);
    }

    private static void ThrowFromValueInstantiations()
    {
        Console.WriteLine(FirstOr([], 5));
        Console.WriteLine(FirstOr([], 2.5));
        Console.WriteLine(FirstOr([], "text"));
        Console.WriteLine(FirstOr([], (1, 'x')));
        Console.WriteLine(FirstOr(["found"], "text"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T FirstOr<T>(T[] items, T fallback)
    {
        try
        {
            return items[0];
        }
        catch (IndexOutOfRangeException)
        {
            return fallback;
        }
        finally
        {
            Console.Write($"[{typeof(T).Name}] ");
        }
    }

    private static void ThrowFromGenericVirtual()
    {
        Thrower[] throwers = [new Thrower(), new WrappingThrower()];
        foreach (Thrower thrower in throwers)
        {
            Attempt.PrintMessage("int", () => thrower.Throw(3));
            Attempt.PrintMessage("string", () => thrower.Throw("s"));
            Attempt.PrintMessage("list", () => thrower.Throw(new List<string>()));
        }
    }

    private static void ThrowGenericException()
    {
        for (int i = 0; i < 3; i++)
        {
            try
            {
                throw i switch
                {
                    0 => new PayloadException<int>(7),
                    1 => new PayloadException<string>("seven"),
                    _ => new PayloadException<object>(new QuotaException(1, "y")),
                };
            }
            catch (PayloadException<int> exception)
            {
                Console.WriteLine($"int {exception.Payload + 1}");
            }
            catch (PayloadException<string> exception)
            {
                Console.WriteLine($"string {exception.Payload.ToUpperInvariant()}");
            }
            catch (PayloadException<object> exception)
            {
                Console.WriteLine($"object {exception.Payload.GetType().Name}");
            }
        }
    }

    private sealed class Guard<T>
        where T : Exception
    {
        public static int Caught { get; private set; }

        public string Try(Func<int> action)
        {
            try
            {
                return action().ToString();
            }
            catch (T exception) when (exception.Message.Length > 0)
            {
                Caught++;
                return $"guarded {typeof(T).Name}";
            }
        }
    }

    private class Thrower
    {
        public virtual void Throw<T>(T value) => throw new InvalidOperationException($"{typeof(T).Name} {value is string}");
    }

    private sealed class WrappingThrower : Thrower
    {
        public override void Throw<T>(T value)
        {
            try
            {
                base.Throw(value);
            }
            catch (InvalidOperationException exception)
            {
                throw new PayloadException<T>(value, exception);
            }
        }
    }

    private sealed class PayloadException<T>(T payload, Exception? inner = null) : Exception($"payload of {typeof(T).Name}", inner)
    {
        public T Payload => payload;
    }
}
