using System.Reflection;
using Scriban;
using Scriban.Runtime;

namespace Hermit.Tool.Debugging;

/// <summary>
/// The files that a debugger is started with, from Scriban templates. A project overrides one by a file of the same name in
/// its folder <c>.hermit</c>.
/// </summary>
internal sealed class DebugFiles(string folder)
{
    /// <summary>Where a project's own templates are, below the folder that the files are made for.</summary>
    public const string OverrideFolder = ".hermit";

    private const string TemplateSuffix = ".scriban";

    /// <summary>Templates by the path of the file that each becomes.</summary>
    private static readonly (string Target, string Template)[] s_files =
    [
        (Path.Combine(".vscode", "launch.json"), "launch.json"),
        ("hermit.gdb", "hermit.gdb"),
    ];

    /// <summary>How many files there are.</summary>
    public static int Count => s_files.Length;

    /// <summary>Writes the files and returns their paths; those that are there already stay, unless <paramref name="overwrite"/>.</summary>
    /// <exception cref="InvalidDataException">A template is not valid.</exception>
    public IReadOnlyList<string> Write(string image, int port, bool overwrite)
    {
        var written = new List<string>();
        foreach ((string target, string template) in s_files)
        {
            string path = Path.Combine(folder, target);
            if (File.Exists(path) && !overwrite)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Render(template, image, port));
            written.Add(path);
        }
        return written;
    }

    private string Render(string name, string image, int port)
    {
        string overriding = Path.Combine(folder, OverrideFolder, name + TemplateSuffix);
        bool isOverridden = File.Exists(overriding);
        string source = isOverridden ? overriding : name + TemplateSuffix;
        Template template = Template.Parse(isOverridden ? File.ReadAllText(overriding) : ReadResource(name + TemplateSuffix), source);
        if (template.HasErrors)
            throw new InvalidDataException($"The template {source} is not valid: {string.Join("; ", template.Messages)}");
        // JSON and gdb both understand forward slashes.
        var model = new ScriptObject
        {
            ["image"] = image.Replace('\\', '/'),
            ["symbols"] = (image + ".dbg").Replace('\\', '/'),
            ["name"] = Path.GetFileName(image),
            ["port"] = port,
        };
        var context = new TemplateContext { StrictVariables = true };
        context.PushGlobal(model);
        try
        {
            return template.Render(context);
        }
        catch (Scriban.Syntax.ScriptRuntimeException e)
        {
            throw new InvalidDataException($"The template {source} is not valid: {e.Message}", e);
        }
    }

    private static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
