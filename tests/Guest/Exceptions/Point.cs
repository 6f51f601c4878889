namespace Hermit.Guest.Exceptions;

/// <summary>A struct that fits a register.</summary>
public struct Point
{
    public int X;
    public int Y;
}
