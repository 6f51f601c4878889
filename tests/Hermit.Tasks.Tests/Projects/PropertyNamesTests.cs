using Hermit.Tasks.Projects;

namespace Hermit.Tasks.Tests.Projects;

public sealed class PropertyNamesTests
{
    private static readonly PropertyNames s_names = new(["HermitMemory", "HermitCpus", "HermitPorts"]);

    [Theory]
    [InlineData("HermitMemory", null)]
    [InlineData("hermitmemory", null)]
    [InlineData("HermitMemroy", "HermitMemory")]
    [InlineData("HermitCpu", "HermitCpus")]
    [InlineData("HermetPorts", "HermitPorts")]
    [InlineData("HermitPort", "HermitPorts")]
    [InlineData("Authors", null)]
    public void Names_the_known_property_that_was_meant(string name, string? meant) =>
        Assert.Equal(meant, s_names.Judge(name, isShared: true)?.Nearest);

    [Fact]
    public void An_unknown_name_of_ours_counts_where_nobody_else_could_have_meant_it()
    {
        Assert.Null(s_names.Judge("HermitSomethingElse", isShared: true));
        Assert.NotNull(s_names.Judge("HermitSomethingElse", isShared: false));
        Assert.Null(s_names.Judge("_HermitInternal", isShared: false));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Saturday", "sunday", 3)]
    [InlineData("abc", "", 3)]
    public void Distance_counts_the_edits(string left, string right, int edits) => Assert.Equal(edits, PropertyNames.Distance(left, right));
}
