using System.Text.Json.Serialization;

namespace Hermit.Guest.Libraries;

/// <summary>A hierarchy told apart by a discriminator.</summary>
[JsonDerivedType(typeof(Dog), "dog")]
[JsonDerivedType(typeof(Cat), "cat")]
internal abstract class Animal
{
    public string Name { get; set; } = "";
}

internal sealed class Dog : Animal
{
    public int Barks { get; set; }
}

internal sealed class Cat : Animal;
