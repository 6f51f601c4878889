namespace Hermit.Guest.Tasks;

/// <summary>Turns an asynchronous test into a case.</summary>
internal static class AsyncCase
{
    public static GuestCase Of(string name, Func<Task> body) => new(name, () => body().GetAwaiter().GetResult());
}
