namespace Hermit.Guest.Memory;

/// <summary>Writes a line when finalized.</summary>
internal sealed class Loud
{
    ~Loud() => Console.WriteLine("finalized");

    public static Loud? Keep { get; set; }
}
