using Microsoft.CodeAnalysis.CSharp;

namespace Hermit.CountUnsafe.Loading;

/// <summary>A project ready to be counted.</summary>
/// <param name="Project">Its description.</param>
/// <param name="Compilation">All its files with their references.</param>
/// <param name="Files">Its files, without those that were left out.</param>
/// <param name="LeftOut">The files that were left out.</param>
/// <param name="HasOwnCore">Whether its <c>System.Object</c> comes from a project.</param>
internal sealed record CompiledProject(
    ProjectFile Project, CSharpCompilation Compilation, IReadOnlyList<SourceFile> Files, IReadOnlyList<LeftOut> LeftOut, bool HasOwnCore);
