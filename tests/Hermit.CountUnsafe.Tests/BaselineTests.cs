namespace Hermit.CountUnsafe.Tests;

public sealed class BaselineTests : IDisposable
{
    private readonly Workplace _workplace = new();
    private readonly string _baseline;

    public BaselineTests()
    {
        _baseline = Path.Combine(_workplace.Folder, "eng", "baseline.json");
        _workplace.Write("P.csproj", Workplace.Library.Replace("</TargetFramework>", "</TargetFramework><AllowUnsafeBlocks>true</AllowUnsafeBlocks>"));
        WriteUnsafe(2);
    }

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_first_baseline_is_written_and_holds()
    {
        Assert.Equal(0, (await Run("--update-baseline")).Code);
        Assert.Contains("\"unsafe\": 2", await File.ReadAllTextAsync(_baseline));
        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public async Task An_increase_fails_and_says_where()
    {
        await Run("--update-baseline");
        WriteUnsafe(3);
        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal(1, code);
        Assert.Contains("P: unsafe expressions rose from 2 to 3", error);
        Assert.Contains("P: undocumented rose from 2 to 3", error);
        Assert.Equal(0, (await Run()).Code);
    }

    [Fact]
    public async Task An_increase_enters_the_baseline_with_a_reason_only()
    {
        await Run("--update-baseline");
        WriteUnsafe(3);
        Assert.Equal(1, (await Run("--update-baseline")).Code);
        Assert.Contains("\"unsafe\": 2", await File.ReadAllTextAsync(_baseline));
        Assert.Equal(0, (await Run("--update-baseline", "--reason", "a new device")).Code);
        Assert.Contains("\"reason\": \"a new device\"", await File.ReadAllTextAsync(_baseline));
        Assert.Equal(0, (await Run("--fail-on-increase")).Code);
    }

    [Fact]
    public async Task A_decrease_asks_to_be_kept()
    {
        await Run("--update-baseline");
        WriteUnsafe(1);
        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal(0, code);
        Assert.Contains("P: unsafe expressions fell from 2 to 1", error);
        Assert.Contains("keep it that way with --update-baseline", error);
    }

    [Fact]
    public async Task A_new_project_is_held_against_zero()
    {
        await Run("--update-baseline");
        _workplace.Write("Q.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup><ItemGroup><Compile Include=\"q.cs\" /></ItemGroup></Project>");
        _workplace.Write("q.cs", "class Q { static int s_count; }");
        _workplace.Write("P.csproj", (await File.ReadAllTextAsync(Path.Combine(_workplace.Folder, "P.csproj"))).Replace("</Project>", "<ItemGroup><Compile Remove=\"q.cs\" /></ItemGroup></Project>"));
        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal(1, code);
        Assert.Contains("Q: new project with unsynchronised statics 1", error);
    }

    [Fact]
    public async Task What_does_not_compile_is_no_improvement()
    {
        await Run("--update-baseline");
        _workplace.Write("a.cs", "class C { broken }");
        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal(1, code);
        Assert.Contains("so that the count is incomplete", error);
    }

    [Theory]
    [InlineData(null, "does not exist. Create it with")]
    [InlineData("{ nonsense", "cannot be read")]
    [InlineData("""{ "projects": { "P": { "unsave": 1 } } }""", "cannot be read")]
    public async Task A_baseline_that_is_missing_or_broken_is_refused(string? text, string message)
    {
        if (text is not null)
        {
            _workplace.Write("eng/baseline.json", text);
        }

        (int code, string error) = await Run("--fail-on-increase");
        Assert.Equal(2, code);
        Assert.Contains(message, error);
    }

    private void WriteUnsafe(int count) => _workplace.Write(
        "a.cs", $"class C {{ {string.Concat(Enumerable.Range(0, count).Select(i => $"unsafe int F{i}(int* p) => *p; "))} }}");

    private async Task<(int Code, string Error)> Run(params string[] arguments)
    {
        (int code, _, string error) = await _workplace.Run(["./", "--baseline", _baseline, .. arguments]);
        return (code, error);
    }
}
