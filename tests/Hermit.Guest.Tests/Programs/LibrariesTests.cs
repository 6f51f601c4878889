using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Programs;

/// <summary>The cases of tests/Guest/Libraries.</summary>
public sealed class LibrariesTests
{
    private static readonly GuestProgram s_program = GuestProgram.Named("Libraries");

    public static TheoryData<string> Cases => [.. s_program.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_on_Linux(string name) => Differential.Check(s_program, name);
}
