using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Programs;

/// <summary>The cases of tests/Guest/Tasks.</summary>
public sealed class TasksTests
{
    private static readonly GuestProgram s_program = GuestProgram.Named("Tasks");

    public static TheoryData<string> Cases => [.. s_program.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_on_Linux(string name) => Differential.Check(s_program, name, 1, 2, 4);
}
