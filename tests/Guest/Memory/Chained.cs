using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Checks in its finalizer that the objects it refers to are still whole.</summary>
internal sealed class Chained
{
    private static int s_finalized;
    private static int s_broken;

    private readonly Chained? _next;
    private readonly string _text;
    private readonly int _value;

    private Chained(int value, Chained? next)
    {
        _value = value;
        _text = value.ToString();
        _next = next;
    }

    ~Chained()
    {
        Interlocked.Increment(ref s_finalized);
        bool whole = _text == _value.ToString() && (_next is null || _next._value == _value - 1);
        if (!whole)
            Interlocked.Increment(ref s_broken);
    }

    public static int Finalized => Volatile.Read(ref s_finalized);

    public static int Broken => Volatile.Read(ref s_broken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make(int count)
    {
        for (int i = 0; i < count / 10; i++)
        {
            Chained? chain = null;
            for (int j = 0; j < 10; j++)
                chain = new Chained(j, chain);
        }
    }
}
