using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Something with fields and methods of each kind, to be null.</summary>
public class Node : INamed
{
    public int Number;
    public long Wide;
    public double Real;
    public byte Small;
    public Node? Next;

    public string Name => "node";

    public int[] Numbers { get; } = [1, 2, 3, 4];

    public Holder Holder { get; } = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Touch() => Number++;

    public virtual int Describe() => Number;

    public virtual string Convert<T>(T value) => $"{value}{Number}";
}
