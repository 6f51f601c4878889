namespace Hermit.Guest;

/// <summary>Runs code that is expected to throw, and says what came out of it.</summary>
internal static class Attempt
{
    /// <summary>Prints the label and the type of the exception, or that there was none.</summary>
    public static void Print(string label, Action action) => Console.WriteLine($"{label}: {Outcome(action)}");

    /// <summary>The same, with the exception's message.</summary>
    public static void PrintMessage(string label, Action action)
    {
        try
        {
            action();
            Console.WriteLine($"{label}: nothing thrown");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{label}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static string Outcome(Action action)
    {
        try
        {
            action();
            return "nothing thrown";
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }
}
