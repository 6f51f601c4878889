namespace Hermit.Guest.Exceptions;

/// <summary>Exception filters: they run in the first pass, while the throwing frames are still there.</summary>
internal static class Filters
{
    private static int _depth;

    public static GuestCase[] Cases =>
    [
        new("filter-selects", Select),
        new("filter-first-pass", SeeStateBeforeUnwinding),
        new("filter-throws", ThrowInFilter),
        new("filter-nested", ThrowAndCatchInsideFilter),
        new("filter-locals", ReadLocals),
        new("filter-rethrow", RethrowToFilter),
    ];

    private static void Select()
    {
        for (int code = 0; code < 4; code++)
        {
            try
            {
                throw new QuotaException(code, "time");
            }
            catch (QuotaException exception) when (exception.Limit == 0)
            {
                Console.WriteLine("zero");
            }
            catch (QuotaException exception) when (exception.Limit is 1 or 2)
            {
                Console.WriteLine($"one or two: {exception.Limit}");
            }
            catch (Exception exception)
            {
                Console.WriteLine($"rest: {((QuotaException)exception).Limit}");
            }
        }
    }

    private static void SeeStateBeforeUnwinding()
    {
        try
        {
            Deeper(5);
        }
        catch (InvalidOperationException) when (Observe("filter"))
        {
            Observe("handler");
        }
    }

    private static bool Observe(string who)
    {
        Console.WriteLine($"{who} sees depth {_depth}");
        return true;
    }

    private static void Deeper(int levels)
    {
        _depth++;
        try
        {
            if (levels == 0)
                throw new InvalidOperationException();
            Deeper(levels - 1);
        }
        finally
        {
            _depth--;
        }
    }

    private static void ThrowInFilter()
    {
        try
        {
            throw new InvalidOperationException("the real one");
        }
        catch (InvalidOperationException) when (Fail())
        {
            Console.WriteLine("a filter that throws counts as false");
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"next handler gets {exception.Message}");
        }
    }

    private static bool Fail() => throw new ArgumentException("from the filter");

    private static void ThrowAndCatchInsideFilter()
    {
        try
        {
            Deeper(2);
        }
        catch (InvalidOperationException) when (CatchesItsOwn())
        {
            Console.WriteLine($"handled at depth {_depth}");
        }
    }

    private static bool CatchesItsOwn()
    {
        try
        {
            throw new ArgumentException("inside the filter");
        }
        catch (ArgumentException exception) when (exception.Message.Length > 0)
        {
            Console.WriteLine($"{exception.Message}, depth {_depth}");
            return true;
        }
        finally
        {
            Console.WriteLine("finally inside the filter");
        }
    }

    private static void ReadLocals()
    {
        int attempts = 0;
        string state = "start";
        while (true)
        {
            try
            {
                attempts++;
                state += attempts;
                throw new InvalidOperationException(state);
            }
            catch (InvalidOperationException exception) when (exception.Message == state && attempts < 3)
            {
                Console.WriteLine($"{attempts} {state}");
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine($"given up after {attempts}: {state}");
                return;
            }
        }
    }

    private static void RethrowToFilter()
    {
        int filterRuns = 0;
        try
        {
            try
            {
                throw new InvalidOperationException("again");
            }
            catch (InvalidOperationException) when (++filterRuns > 0)
            {
                throw;
            }
        }
        catch (InvalidOperationException exception) when (++filterRuns > 1)
        {
            Console.WriteLine($"{exception.Message}: {filterRuns} filters");
        }
    }
}
