using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Programs;

/// <summary>The cases of tests/Guest/Network.</summary>
public sealed class NetworkTests
{
    private static readonly GuestProgram s_program = GuestProgram.Named("Network");

    public static TheoryData<string> Cases => [.. s_program.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_on_Linux(string name) => Differential.Check(s_program, name);
}
