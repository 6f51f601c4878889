namespace Hermit.Guest.Exceptions;

/// <summary>A struct that is copied in a loop or by the runtime.</summary>
public struct Big
{
    public Decimals Filler;
    public int Last;
}
