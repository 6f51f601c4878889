namespace Hermit.Guest.Language;

/// <summary>A small hierarchy to dispatch over: interfaces, default methods, overrides at several levels.</summary>
internal interface IShape
{
    double Area { get; }

    string Name => $"a shape of {Area:F2}";

    string Describe() => $"{Name}!";
}

internal interface IScalable : IShape
{
    IScalable Scale(double factor);

    string IShape.Describe() => $"scalable {Name}";
}

internal abstract class Shape : IShape
{
    public abstract double Area { get; }

    public virtual string Kind => "shape";

    public override string ToString() => $"{Kind} {Area:F2}";
}

internal class Rectangle(double width, double height) : Shape, IScalable
{
    public override double Area => width * height;

    public override string Kind => "rectangle";

    public virtual IScalable Scale(double factor) => new Rectangle(width * factor, height * factor);
}

internal sealed class Square(double side) : Rectangle(side, side)
{
    public override string Kind => "square of " + base.Kind;

    public override Square Scale(double factor) => new(Math.Sqrt(Area) * factor);
}

internal sealed class Circle(double radius) : Shape, IShape
{
    public override double Area => Math.PI * radius * radius;

    public new string Kind => "hidden";

    string IShape.Name => $"explicit circle {radius}";
}

internal readonly struct Dot : IShape
{
    public double Area => 0;
}
