namespace Hermit.Tasks.Tests.Support;

/// <summary>A test that is skipped, saying why, where a tool is not installed.</summary>
public sealed class RequiresToolsFactAttribute : FactAttribute
{
    /// <summary>In place of a tool's name: the compiler package for the host.</summary>
    public const string Ilc = "ilc";

    public RequiresToolsFactAttribute(params string[] tools)
    {
        string[] missing = tools.Where(tool => !Tools.IsInstalled(tool == Ilc ? IlcObjects.Compiler : tool)).ToArray();
        if (missing.Length > 0)
            Skip = $"not installed: {string.Join(", ", missing)}";
    }
}
