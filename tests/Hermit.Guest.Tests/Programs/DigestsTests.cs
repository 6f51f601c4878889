using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Programs;

/// <summary>The cases of tests/Guest/Digests.</summary>
public sealed class DigestsTests
{
    private static readonly GuestProgram s_program = GuestProgram.Named("Digests");

    public static TheoryData<string> Cases => [.. s_program.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_on_Linux(string name) => Differential.Check(s_program, name);
}
