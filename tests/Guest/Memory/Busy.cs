using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Its finalizer allocates and takes a lock that the program uses too.</summary>
internal sealed class Busy(int number)
{
    ~Busy()
    {
        string text = $"item {number}";
        lock (Gate)
            Texts.Add(text);
    }

    public static Lock Gate { get; } = new();

    public static List<string> Texts { get; } = [];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make(int count)
    {
        for (int i = 0; i < count; i++)
            GC.KeepAlive(new Busy(i));
    }
}
