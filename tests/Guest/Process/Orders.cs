using System.Runtime.CompilerServices;

namespace Hermit.Guest.Process;

/// <summary>A little depth for stack traces: methods that stay frames of their own.</summary>
internal static class Orders
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Process(int number) => Validate(number, "order " + number);

    public static async Task ProcessAsync(int number)
    {
        await Task.Yield();
        Process(number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Validate(int number, string name)
    {
        if (number > 0)
            throw new ArgumentException($"{name} is not valid");
    }
}
