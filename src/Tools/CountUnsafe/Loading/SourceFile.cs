using Microsoft.CodeAnalysis;

namespace Hermit.CountUnsafe.Loading;

/// <summary>A parsed C# file.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Tree">Its syntax.</param>
/// <param name="IsGenerated">Whether a program wrote it, by its name or by what its first comment says.</param>
internal sealed record SourceFile(string Path, SyntaxTree Tree, bool IsGenerated);
