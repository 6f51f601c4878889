namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class CompilerFeatureRequiredAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public CompilerFeatureRequiredAttribute(string featureName)
    {
    }
}
