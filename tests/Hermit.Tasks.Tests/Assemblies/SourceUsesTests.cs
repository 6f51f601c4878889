using System.Runtime.CompilerServices;
using Hermit.Tasks.Assemblies;

namespace Hermit.Tasks.Tests.Assemblies;

/// <summary>The tests' own assembly is the program: what the compiler wrote down about these lines is the oracle.</summary>
public sealed class SourceUsesTests
{
    private static readonly List<Use> s_uses = SourceUses.Read([typeof(SourceUsesTests).Assembly.Location]);

    [Fact]
    public void Finds_calls_of_methods_with_their_lines()
    {
        (string file, int line) = Here();
        Assert.Equal(TimeSpan.Zero, TimeProvider.System.GetElapsedTime(5, 5));

        Assert.Contains(s_uses, use => use is { Type: "System.TimeProvider", Member: "GetElapsedTime" } && use.File == file && use.Line == line + 1);
    }

    [Fact]
    public void Finds_members_of_generic_types_and_the_projects_own()
    {
        (string file, int line) = Here();
        Assert.Empty(new SortedSet<Version>());

        Assert.Contains(s_uses, use => use.Type == "System.Collections.Generic.SortedSet`1" && use.File == file && use.Line == line + 1);
        Assert.Contains(s_uses, use => use is { Type: "Hermit.Tasks.Tests.Assemblies.SourceUsesTests", Member: "Here" });
    }

    [Fact]
    public void Of_a_file_that_is_no_assembly_it_finds_nothing() => Assert.Empty(SourceUses.Read([Here().File, "/no/such/file"]));

    private static (string File, int Line) Here([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => (file, line);
}
