using System.Diagnostics.CodeAnalysis;

namespace Hermit.Guest.Applications;

/// <summary>What the serializers and validators work on.</summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)]
internal sealed class Person
{
    public string Name { get; set; } = "";

    public int Age { get; set; }

    public DateTime Born { get; set; }

    public List<string> Tags { get; set; } = [];
}
