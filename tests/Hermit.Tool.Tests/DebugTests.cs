using System.Text.Json;
using Hermit.Tasks.Tests.Support;
using Hermit.Tool.Debugging;

namespace Hermit.Tool.Tests;

public sealed class DebugTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_what_VS_Code_and_gdb_connect_with()
    {
        new DebugFiles(_folder.Root).Write("/images/app", port: 4321, overwrite: false);

        using JsonDocument launch = JsonDocument.Parse(File.ReadAllText(_folder[".vscode/launch.json"]));
        JsonElement configuration = launch.RootElement.GetProperty("configurations")[0];
        Assert.Equal("/images/app.dbg", configuration.GetProperty("program").GetString());
        Assert.Equal("127.0.0.1:4321", configuration.GetProperty("miDebuggerServerAddress").GetString());
        string script = File.ReadAllText(_folder["hermit.gdb"]);
        Assert.Contains("symbol-file \"/images/app.dbg\"\ntarget remote 127.0.0.1:4321\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_the_users_files_alone_unless_told()
    {
        _folder.Write("hermit.gdb", "mine");

        Assert.Equal([_folder[".vscode/launch.json"]], new DebugFiles(_folder.Root).Write("/images/app", 1234, overwrite: false));
        Assert.Equal("mine", File.ReadAllText(_folder["hermit.gdb"]));
        new DebugFiles(_folder.Root).Write("/images/app", 1234, overwrite: true);
        Assert.NotEqual("mine", File.ReadAllText(_folder["hermit.gdb"]));
    }

    [Fact]
    public void A_projects_template_comes_first()
    {
        Directory.CreateDirectory(_folder[".hermit"]);
        _folder.Write(".hermit/hermit.gdb.scriban", "break {{ name }}:{{ port + 1 }}");

        new DebugFiles(_folder.Root).Write("/images/app", 1, overwrite: false);

        Assert.Equal("break app:2", File.ReadAllText(_folder["hermit.gdb"]));
    }

    [Theory]
    [InlineData("{{ for }}")]
    [InlineData("{{ prot }}")]
    public void A_wrong_template_is_named(string template)
    {
        Directory.CreateDirectory(_folder[".hermit"]);
        _folder.Write(".hermit/hermit.gdb.scriban", template);

        var error = Assert.Throws<InvalidDataException>(() => new DebugFiles(_folder.Root).Write("/images/app", 1, overwrite: false));
        Assert.Contains("hermit.gdb.scriban", error.Message, StringComparison.Ordinal);
    }
}
