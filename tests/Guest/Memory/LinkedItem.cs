namespace Hermit.Guest.Memory;

/// <summary>Counts how many of its kind were made and finalized.</summary>
internal sealed class LinkedItem
{
    public static int Made, Finalized;

    public LinkedItem? Next;
    public int Number;

    public LinkedItem() => Made++;

    ~LinkedItem() => Finalized++;
}
