using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Its finalizer makes it reachable again.</summary>
internal sealed class Phoenix
{
    private readonly int _value;
    private readonly int[] _numbers;

    private Phoenix(int value)
    {
        _value = value;
        _numbers = [value, value + 1];
    }

    ~Phoenix() => Risen.Add(this);

    public static List<Phoenix> Risen { get; } = new(1000);

    public bool Intact => _numbers[0] == _value && _numbers[1] == _value + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make(int count)
    {
        for (int i = 0; i < count; i++)
            GC.KeepAlive(new Phoenix(i));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (WeakReference[] Weak, WeakReference[] Tracking) Track(int count)
    {
        var weak = new WeakReference[count];
        var tracking = new WeakReference[count];
        for (int i = 0; i < count; i++)
        {
            var phoenix = new Phoenix(i);
            weak[i] = new WeakReference(phoenix);
            tracking[i] = new WeakReference(phoenix, trackResurrection: true);
        }

        return (weak, tracking);
    }
}
