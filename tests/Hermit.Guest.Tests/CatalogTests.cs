using System.Text;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Reporting;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>The runner itself: no case is forgotten, no difference overlooked.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Programs => [.. GuestProgram.All().Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Case_file_lists_what_the_program_has(string name)
    {
        GuestProgram program = GuestProgram.Named(name);
        if (program.CaseNames.SequenceEqual([""]))
            return;
        RunResult list = HostProcess.Run(
            Publisher.Publish(program, Publisher.Host).Executable, ["--list"], [], new Dictionary<string, string>(), TimeSpan.FromSeconds(30));
        Assert.Equal(list.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries), program.CaseNames);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_program_has_a_test_class(string name) =>
        Assert.NotNull(typeof(CatalogTests).Assembly.GetType($"Hermit.Guest.Tests.Programs.{name}Tests"));

    [Fact]
    public void Equal_outputs_have_no_difference() => Assert.Null(Difference.Between("a\nb"u8, "a\nb"u8));

    [Theory]
    [InlineData("a\nb\n", "a\nb", 2)]
    [InlineData("a\nb\n", "a\r\nb\n", 1)]
    [InlineData("", "x", 1)]
    [InlineData("1\n2\n3\n", "1\n2\n4\n", 3)]
    public void Difference_names_the_line(string expected, string actual, int line) =>
        Assert.StartsWith($"first difference in line {line} ", Difference.Between(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual)));

    [Fact]
    public void Offsets_are_left_out_of_stack_traces() =>
        Assert.Equal("   at A.B() + C\n   at D()\n"u8, StackTraceText.WithoutOffsets("   at A.B() + C + 0x1f\n   at D() + 0xab\n"u8.ToArray()));

    [Fact]
    public void Misspelt_setting_is_an_error()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, """{ "cases": { "x": { "timeuot": 5 } } }""");
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => CaseFile.Load(path));
        Assert.Contains("timeuot", exception.Message);
        File.Delete(path);
    }
}
