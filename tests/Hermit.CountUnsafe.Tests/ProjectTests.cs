using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Tests;

public sealed class ProjectTests : IDisposable
{
    private const string Unsafe = "class C { unsafe int F(int* p) => *p; }";

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_project_is_evaluated_as_its_build_would_be()
    {
        _workplace.Write("lib/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>netstandard2.0;net10.0;net8.0</TargetFrameworks>
                <AssemblyName>Named</AssemblyName><ImplicitUsings>enable</ImplicitUsings><AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <DefineConstants>$(DefineConstants);MINE</DefineConstants>
              </PropertyGroup>
              <ItemGroup><Compile Remove="excluded/**" /><InternalsVisibleTo Include="App" /></ItemGroup>
            </Project>
            """);
        _workplace.Write("lib/a.cs", "#if MINE && NET10_0\nstatic class Lib { internal static unsafe int F(List<int> list, int* p) => *p; }\n#endif");
        _workplace.Write("lib/excluded/b.cs", "does not compile");
        _workplace.Write("app/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup>
            </Project>
            """);
        _workplace.Write("app/a.cs", "class App { int F() { unsafe { return Lib.F(null, null); } } }");

        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal(["Named", "App"], report.Projects.Select(project => project.Name));
        Assert.DoesNotContain(report.LeftOut, item => item.Reason.Contains("compile error"));
        Assert.Equal([true, false], report.Projects.Select(project => project.AllowsUnsafe));
        Assert.Equal("net10.0", report.Projects[0].Framework);
        Assert.Equal([1, 1], report.Projects.Select(project => project.Counts.Unsafe));
        Assert.Equal(report.Projects[1].Counts.CodeLines, report.SafeCodeLines);
        Assert.Contains(report.LeftOut, item => item.Reason.Contains("excluded/b.cs"));
    }

    [Fact]
    public async Task A_project_with_its_own_core_library_sees_nothing_of_the_framework()
    {
        const string Bare = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences><NoStdLib>true</NoStdLib></PropertyGroup>
              ITEMS
            </Project>
            """;
        _workplace.Write("core/Core.csproj", Bare.Replace("ITEMS", ""));
        _workplace.Write("core/a.cs", """
            namespace System
            {
                public class Object; public abstract class ValueType; public struct Void; public struct Int32; public struct Boolean; public class String; public class Attribute;
                public struct Byte; public class Type; public struct IntPtr; public abstract class Enum : ValueType; public enum AttributeTargets { All }
                public class AttributeUsageAttribute(AttributeTargets on) : Attribute;
            }
            namespace System.Runtime.CompilerServices { public static class Unsafe { public static int Mine() => 1; } }
            """);
        _workplace.Write("kernel/Kernel.csproj", Bare.Replace("ITEMS", "<ItemGroup><ProjectReference Include=\"../core/Core.csproj\" /></ItemGroup>"));
        _workplace.Write("kernel/a.cs", "class Kernel { unsafe int F(int* p) => *p + System.Runtime.CompilerServices.Unsafe.Mine(); }");

        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal([0, 0], report.Projects.Select(project => project.CompileErrors));
        Assert.Equal(2, report.Projects.Single(project => project.Name == "Kernel").Counts.Unsafe);
    }

    [Fact]
    public async Task A_solution_names_its_projects()
    {
        _workplace.Write("one/One.csproj", Workplace.Library);
        _workplace.Write("one/a.cs", Unsafe);
        _workplace.Write("two/Two.csproj", Workplace.Library);
        _workplace.Write("two/a.cs", "class D { }");
        _workplace.Write("all.slnx", """<Solution><Folder Name="/src/"><Project Path="one/One.csproj" /></Folder><Project Path="gone/Gone.csproj" /></Solution>""");
        _workplace.Write("all.sln", """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Two", "two\Two.csproj", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            """);
        _workplace.Write("some.slnf", """{ "solution": { "path": "all.sln", "projects": ["two\\Two.csproj"] } }""");

        Report report = await _workplace.Count("all.slnx");
        Assert.Equal("One", Assert.Single(report.Projects).Name);
        Assert.Contains(report.LeftOut, item => item is { Path: "gone/Gone.csproj", Reason: "the project file does not exist" });
        Assert.Equal("Two", Assert.Single((await _workplace.Count("all.sln")).Projects).Name);
        Assert.Equal("Two", Assert.Single((await _workplace.Count("some.slnf")).Projects).Name);
    }

    [Fact]
    public async Task A_file_of_two_projects_is_counted_once()
    {
        _workplace.Write("one/One.csproj", Workplace.Library);
        _workplace.Write("one/a.cs", Unsafe);
        _workplace.Write("two/Two.csproj", Workplace.Library.Replace("</Project>", "<ItemGroup><Compile Include=\"../one/a.cs\" /></ItemGroup></Project>"));
        Report report = await _workplace.Count(evaluate: true);
        Assert.Equal(1, report.Total.Unsafe);
        Assert.Contains(report.LeftOut, item => item.Reason.Contains("1 file that another project compiles too"));
    }

    [Fact]
    public async Task Excluded_paths_are_left_out()
    {
        _workplace.Write("a.cs", Unsafe);
        _workplace.Write("tests/b.cs", Unsafe.Replace("C", "D"));
        Assert.Equal(1, (await _workplace.Count(change: options => options with { Exclude = ["tests/*"] })).Total.Unsafe);
    }
}
