namespace Hermit.Guest.Exceptions;

/// <summary>Holds structs of several sizes; the last field lies beyond the first page of a null object.</summary>
public sealed class Holder
{
    public Point Small;
    public Big Big;
    public (Node? Node, int Number) Pair;
    public Padding Padding;
    public int Far;
}
