using Hermit.Tasks.Objects;
using Hermit.Tasks.Tests.Support;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hermit.Tasks.Tests.Build;

[Collection(IlcCollection.Name)]
public sealed class TaskTests(IlcObjects objects)
{
    private readonly BuildEngine _engine = new();

    [Fact]
    public void LinkHermitImage_links_and_reports_sizes()
    {
        using var folder = new TemporaryFolder();
        var file = new TaskItem(folder.Write("a.txt", "content"));
        file.SetMetadata("TargetPath", "etc/a.txt");
        var memory = new TaskItem("memory");
        memory.SetMetadata("Value", "64M");
        using var task = new LinkHermitImage
        {
            BuildEngine = _engine,
            Objects = [new TaskItem(ObjectBuilder.WithStart([0xc3], out _).Write(folder, "a.o"))],
            EntryPoint = "_start",
            OutputFile = folder["image"],
            Configuration = [memory, new TaskItem("quiet=1")],
            InitialFiles = [file],
        };

        Assert.True(task.Execute());
        Assert.Empty(_engine.Warnings);
        Assert.Equal(new FileInfo(folder["image"]).Length, task.ImageSize);
        Assert.True(task.MemorySize > 0);
        var image = TestLink.Read(folder["image"]);
        Assert.Equal("memory=64M\nquiet=1\n"u8.ToArray(), image.Sections.Single(section => section.Name.Value == ".hermit.configuration").Content.ToArray());
        Assert.NotEqual(0ul, image.Sections.Single(section => section.Name.Value == ".hermit.files").Size);
    }

    [Fact]
    public void Errors_carry_code_and_file()
    {
        using var folder = new TemporaryFolder();
        using var task = new LinkHermitImage { BuildEngine = _engine, Objects = [new TaskItem(folder.Write("a.o", "{0} no object"))], OutputFile = folder["image"] };
        Assert.False(task.Execute());
        BuildErrorEventArgs error = Assert.Single(_engine.Errors);
        Assert.Equal(("HERMIT1002", folder["a.o"]), (error.Code, error.File));
        Assert.Contains("(at offset 0x0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_task_fails_without_output()
    {
        using var folder = new TemporaryFolder();
        using var task = new LinkHermitImage
        {
            BuildEngine = _engine,
            Objects = [new TaskItem(ObjectBuilder.WithStart([0xc3], out _).Write(folder, "a.o"))],
            EntryPoint = "_start",
            OutputFile = folder["image"],
        };
        task.Cancel();
        Assert.False(task.Execute());
        Assert.False(File.Exists(folder["image"]));
    }

    [Fact]
    public void An_unknown_symbol_mode_is_an_error()
    {
        using var task = new LinkHermitImage { BuildEngine = _engine, OutputFile = "unused", KernelSymbols = "some" };
        Assert.False(task.Execute());
        Assert.Equal("HERMIT1051", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void Close_and_archive_work_from_files_to_files()
    {
        using var folder = new TemporaryFolder();
        string input = ObjectBuilder.WithStart([0xc3], out _).Write(folder, "a.o");
        using var close = new CloseKernelObject { BuildEngine = _engine, InputFile = input, OutputFile = folder["closed.o"] };
        Assert.True(close.Execute());
        using var archive = new CreateArchive { BuildEngine = _engine, Objects = [new TaskItem(folder["closed.o"])], OutputFile = folder["lib.a"] };
        Assert.True(archive.Execute());
        using var exports = new ListArchiveExports { BuildEngine = _engine, Archive = folder["lib.a"] };
        Assert.True(exports.Execute());
        Assert.Equal(["_start"], exports.Symbols);
        Assert.Empty(_engine.Errors);
        Assert.StartsWith("!<arch>\n", File.ReadAllText(folder["lib.a"]), StringComparison.Ordinal);
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void FindMissingPInvokes_names_the_methods_that_were_compiled_and_no_others()
    {
        using var task = new FindMissingPInvokes
        {
            BuildEngine = _engine,
            ObjectFile = objects.X64,
            Assemblies = [new TaskItem(Tools.SampleAssembly)],
            ProvidedLibraries = ["libSystem.Native"],
        };
        Assert.True(task.Execute());
        Assert.Equal(["Sample.Native.Absent", "Sample.Native.Generated", "Sample.Native.Renamed"], task.MissingMethods.Select(item => item.ItemSpec));
        Assert.Equal("another_name", task.MissingMethods[2].GetMetadata("EntryPoint"));
        Assert.All(_engine.Warnings, warning => Assert.Equal("HERMIT1031", warning.Code));
        Assert.Contains("`Sample.Native.Absent`, `Sample.Native.Renamed` would call `libabsent`", _engine.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("`Sample.Native.Generated` would call", _engine.Warnings[1].Message, StringComparison.Ordinal);
        Assert.Equal(2, _engine.Warnings.Count);
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void FindMissingPInvokes_says_nothing_about_libraries_that_are_provided()
    {
        using var task = new FindMissingPInvokes
        {
            BuildEngine = _engine,
            ObjectFile = objects.X64,
            Assemblies = [new TaskItem(Tools.SampleAssembly)],
            ProvidedLibraries = ["absent", "libgenerated"],
        };
        Assert.True(task.Execute());
        Assert.Empty(task.MissingMethods);
        Assert.Empty(_engine.Warnings);
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void An_undefined_symbol_names_the_method_and_points_at_its_line()
    {
        using var folder = new TemporaryFolder();
        using var task = new LinkHermitImage { BuildEngine = _engine, Objects = [new TaskItem(objects.X64)], OutputFile = folder["image"] };
        Assert.False(task.Execute());
        BuildErrorEventArgs error = _engine.Errors.Single(candidate => candidate.Message!.StartsWith("`direct_entry`", StringComparison.Ordinal));
        Assert.Equal("HERMIT1010", error.Code);
        Assert.Contains("`Sample.Program.Main`", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("Hermit.Tasks.Sample", "Program.cs"), error.File, StringComparison.Ordinal);
        // In optimised code ilc notes a line only where the evaluation stack is empty, so it may be the one before.
        int call = Array.FindIndex(File.ReadAllLines(error.File), line => line.Contains("Native.Direct", StringComparison.Ordinal)) + 1;
        Assert.InRange(error.LineNumber, call - 1, call);
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void A_corrupt_assembly_is_an_error()
    {
        using var folder = new TemporaryFolder();
        byte[] assembly = File.ReadAllBytes(Tools.SampleAssembly);
        using var task = new FindMissingPInvokes
        {
            BuildEngine = _engine,
            ObjectFile = objects.X64,
            Assemblies = [new TaskItem(folder.Write("Sample.dll", assembly.AsSpan(0, assembly.Length / 2)))],
        };
        Assert.False(task.Execute());
        Assert.Equal("HERMIT1032", Assert.Single(_engine.Errors).Code);
    }
}
