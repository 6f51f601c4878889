using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Tests;

public sealed class BadInputTests : IDisposable
{
    private const string Unsafe = "class C { unsafe int F(int* p) => *p; }";

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_folder_without_C_sharp_is_refused()
    {
        _workplace.Write("readme.txt", "nothing");
        (int code, _, string error) = await _workplace.Run("./");
        Assert.Equal(2, code);
        Assert.Contains("holds no C# file (.cs) and no C# project (.csproj)", error);
    }

    [Theory]
    [InlineData("./missing", "does not exist")]
    [InlineData("./readme.txt", "is not a C# project (.csproj), a solution (.sln, .slnx, .slnf), a folder or a C# file")]
    [InlineData("./broken.slnx", "is not a solution that can be read")]
    [InlineData("./empty.sln", "lists no C# project")]
    public async Task What_is_not_there_or_not_C_sharp_is_refused(string path, string message)
    {
        _workplace.Write("readme.txt", "nothing");
        _workplace.Write("broken.slnx", "<Solution");
        _workplace.Write("empty.sln", "");
        (int code, _, string error) = await _workplace.Run(path);
        Assert.Equal(2, code);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task A_project_that_does_not_compile_gives_a_partial_result()
    {
        _workplace.Write("P.csproj", Workplace.Library);
        _workplace.Write("a.cs", Unsafe);
        _workplace.Write("b.cs", "class D : Missing { int F() => Gone.Away(; }");
        (int code, string output, _) = await _workplace.Run("./P.csproj");
        Assert.Equal(0, code);
        Assert.Contains("compile errors hide", output);
        Assert.Contains("b.cs(1): CS", output);
        Assert.Equal(1, (await _workplace.Count("P.csproj")).Total.Unsafe);
    }

    [Fact]
    public async Task A_project_that_cannot_be_evaluated_is_counted_by_its_folder()
    {
        _workplace.Write("P.csproj", "<Project Sdk=\"No.Such.Sdk\" />");
        _workplace.Write("a.cs", Unsafe);
        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal(1, report.Total.Unsafe);
        Assert.True(report.Projects[0].AllowsUnsafe);
        Assert.Equal(0, report.SafeShare);
        Assert.Contains(report.LeftOut, item => item.Path == "P.csproj" && item.Reason.Contains("No.Such.Sdk"));
    }

    [Fact]
    public async Task A_project_that_is_not_XML_does_not_hinder_the_others()
    {
        _workplace.Write("bad/Bad.csproj", "this is not XML");
        _workplace.Write("bad/a.cs", Unsafe);
        _workplace.Write("good/Good.csproj", Workplace.Library);
        _workplace.Write("good/a.cs", Unsafe);
        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal(2, report.Total.Unsafe);
        Assert.Contains(report.LeftOut, item => item.Path == "bad/Bad.csproj");
        Assert.DoesNotContain(report.LeftOut, item => item.Path == "good/Good.csproj");
    }

    [Fact]
    public async Task A_cyclic_solution_is_cut_and_says_where()
    {
        foreach ((string name, string next) in (ReadOnlySpan<(string, string)>)[("A", "B"), ("B", "C"), ("C", "A")])
        {
            _workplace.Write($"{name}/{name}.csproj", Workplace.Library.Replace("</Project>", $"<ItemGroup><ProjectReference Include=\"../{next}/{next}.csproj\" /></ItemGroup></Project>"));
            _workplace.Write($"{name}/a.cs", Unsafe.Replace("C", name));
        }

        _workplace.Write("all.slnx", """<Solution><Project Path="A/A.csproj" /><Project Path="B/B.csproj" /><Project Path="C/C.csproj" /></Solution>""");
        Report report = await _workplace.Count("all.slnx", evaluate: true);
        Assert.Equal(3, report.Total.Unsafe);
        Assert.Contains(report.LeftOut, item => item.Reason.Contains("the project references form a cycle: A → B → C → A"));
    }

    [Fact]
    public async Task A_file_of_100_MB_is_left_out()
    {
        _workplace.Write("a.cs", Unsafe);
        using (FileStream large = File.Create(Path.Combine(_workplace.Folder, "Generated.cs")))
        {
            large.SetLength(100 << 20);
        }

        (int code, string output, _) = await _workplace.Run("./");
        Assert.Equal(0, code);
        Assert.Contains("Generated.cs: 100.0 MB is over the limit of 16 MB for a file (--max-file-size)", output);
    }

    [Fact]
    public async Task Files_that_are_not_text_or_not_there_are_left_out()
    {
        _workplace.Write("P.csproj", Workplace.Library.Replace("</Project>", "<ItemGroup><Compile Include=\"gone.cs\" /></ItemGroup></Project>"));
        _workplace.Write("a.cs", Unsafe);
        File.WriteAllBytes(Path.Combine(_workplace.Folder, "b.cs"), [0, 0, 0, 0, 1, 2, 3]);
        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal(1, report.Total.Unsafe);
        Assert.Contains(report.LeftOut, item => item is { Path: "b.cs", Reason: "it is not text" });
        Assert.Contains(report.LeftOut, item => item is { Path: "gone.cs", Reason: "the project names it, but it does not exist" });
    }

    [Theory]
    [InlineData("(", ")", 3_000)]
    [InlineData("1 + ", "", 10_000)]
    [InlineData("new[] { ", "}", 5_000)]
    public async Task Deep_nesting_is_survived(string open, string close, int depth)
    {
        _workplace.Write("a.cs", Unsafe);
        _workplace.Write("deep.cs", $"class D {{ object F() => {string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}; }}");
        (int code, _, string error) = await _workplace.Run("./");
        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("--format", "xml")]
    [InlineData("--fail-on-increase")]
    [InlineData("--max-file-size", "0")]
    [InlineData("--property", "novalue")]
    [InlineData("--no-such-option")]
    public async Task A_wrong_command_line_is_refused(params string[] arguments)
    {
        (int code, _, string error) = await _workplace.Run(["./", .. arguments]);
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
    }
}
