namespace System.Reflection;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class DefaultMemberAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public DefaultMemberAttribute(string memberName)
    {
    }
}
