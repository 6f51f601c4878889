namespace Hermit.Guest.Language;

/// <summary>A struct that can be changed in its box.</summary>
internal struct Spot(int x, int y)
{
    public int X = x;

    public int Y = y;

    public void Move(int right, int down)
    {
        X += right;
        Y += down;
    }

    public override readonly string ToString() => $"({X}, {Y})";
}
