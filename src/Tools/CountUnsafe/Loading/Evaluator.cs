using System.Diagnostics;
using System.Text;
using System.Xml.Linq;

namespace Hermit.CountUnsafe.Loading;

/// <summary>
/// Evaluates projects with MSBuild, all of them in one process. Nothing is restored or built: a target that is added to each
/// project writes down its properties and items.
/// </summary>
internal sealed class Evaluator(string host, CountOptions options)
{
    private const string Target = "HermitCountUnsafeDescribe";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Evaluates <paramref name="projects"/>; the value is null for one that could not be evaluated.</summary>
    /// <param name="projects">Full paths, and the target framework to evaluate for, or null.</param>
    /// <param name="errors">Receives MSBuild's first error for a project that failed.</param>
    /// <param name="cancellation">Ends the process.</param>
    public async Task<IReadOnlyDictionary<string, ProjectFile?>> Evaluate(
        IReadOnlyList<(string Path, string? Framework)> projects, IDictionary<string, string> errors, CancellationToken cancellation)
    {
        string scratch = Directory.CreateTempSubdirectory("count-unsafe-").FullName;
        try
        {
            string targets = Path.Combine(scratch, "describe.targets");
            await File.WriteAllTextAsync(targets, Targets, cancellation);
            string traversal = Path.Combine(scratch, "evaluate.proj");
            Traversal(projects, scratch, targets).Save(traversal);
            string log = await Run(traversal, scratch, cancellation);

            Dictionary<string, ProjectFile?> result = [];
            for (int i = 0; i < projects.Count; i++)
            {
                string description = Path.Combine(scratch, $"{i}.txt");
                string path = projects[i].Path;
                result[path] = File.Exists(description) ? Description.Parse(path, await File.ReadAllLinesAsync(description, cancellation)) : null;
                if (result[path] is null)
                {
                    errors[path] = FirstError(log, path);
                }
            }

            return result;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private XDocument Traversal(IReadOnlyList<(string Path, string? Framework)> projects, string scratch, string targets)
    {
        string common = string.Join(
            ';',
            options.Properties.Select(property => $"{property.Key}={Escape(property.Value)}")
                .Append($"CustomAfterMicrosoftCommonTargets={Escape(targets)}")
                .Append($"CustomAfterMicrosoftCommonCrossTargetingTargets={Escape(targets)}"));
        return new XDocument(new XElement(
            "Project",
            new XElement("ItemGroup", projects.Select((project, i) => new XElement(
                "Described",
                new XAttribute("Include", Escape(project.Path)),
                new XAttribute(
                    "AdditionalProperties",
                    $"HermitCountUnsafeFile={Escape(Path.Combine(scratch, $"{i}.txt"))}" + (project.Framework is null ? "" : $";TargetFramework={project.Framework}"))))),
            new XElement(
                "Target",
                new XAttribute("Name", "Evaluate"),
                new XElement(
                    "MSBuild",
                    new XAttribute("Projects", "@(Described)"),
                    new XAttribute("Targets", Target),
                    new XAttribute("Properties", common),
                    new XAttribute("SkipNonexistentTargets", "true"),
                    new XAttribute("BuildInParallel", "true"),
                    new XAttribute("ContinueOnError", "true")))));
    }

    private async Task<string> Run(string traversal, string scratch, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = scratch,
        };
        string[] arguments =
            ["msbuild", traversal, "-nologo", "-t:Evaluate", "-v:q", "-m:2", "-nr:false", "-noAutoResponse", "-consoleLoggerParameters:NoSummary;ErrorsOnly"];
        Array.ForEach(arguments, start.ArgumentList.Add);

        // A build that runs this program leaves its own MSBuild's paths in the environment.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start) ?? throw new UserErrorException($"{host} could not be started.");
        process.StandardInput.Close();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return output + await error;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"error : the evaluation took longer than {Limit.TotalMinutes} minutes";
        }
    }

    private static string FirstError(string log, string project)
    {
        string[] lines = [.. log.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))];
        string? line = lines.FirstOrDefault(line => line.Contains(project, StringComparison.Ordinal)) ?? lines.FirstOrDefault();
        if (line is null)
        {
            return "MSBuild did not evaluate it";
        }

        int start = line.IndexOf("error", StringComparison.OrdinalIgnoreCase);
        int end = line.LastIndexOf(" [", StringComparison.Ordinal);
        return (end > start ? line[start..end] : line[start..]).Trim();
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            _ = c is '%' or '*' or '?' or '@' or '$' or '(' or ')' or ';' or '\'' ? escaped.Append('%').Append(((int)c).ToString("X2")) : escaped.Append(c);
        }

        return escaped.ToString();
    }

    private const string Targets = $"""
        <Project>
          <!-- The SDK adds the symbols of the target framework, such as NET9_0_OR_GREATER, in a target of its own. -->
          <PropertyGroup Condition="'$(UsingMicrosoftNETSdk)' == 'true' And '$(TargetFramework)' != '' And '$(DisableImplicitFrameworkDefines)' != 'true'">
            <HermitCountUnsafePrerequisites>AddImplicitDefineConstants</HermitCountUnsafePrerequisites>
          </PropertyGroup>
          <Target Name="{Target}" DependsOnTargets="$(HermitCountUnsafePrerequisites)">
            <!-- Where the source generators are that projects of this build bring. -->
            <MSBuild Projects="@(ProjectReference)" Condition="'%(ProjectReference.OutputItemType)' == 'Analyzer'" Targets="GetTargetPath"
                     Properties="Configuration=$(Configuration)" RemoveProperties="TargetFramework;HermitCountUnsafeFile" SkipNonexistentTargets="true" ContinueOnError="true">
              <Output TaskParameter="TargetOutputs" ItemName="HermitCountUnsafeAnalyzer" />
            </MSBuild>
            <ItemGroup>
              <HermitCountUnsafeLine Include="@(HermitCountUnsafeAnalyzer->'Analyzer|%(FullPath)')" />
              <HermitCountUnsafeLine Include="Name|$([MSBuild]::Escape($(AssemblyName)))" />
              <HermitCountUnsafeLine Include="Framework|$(TargetFramework)" />
              <HermitCountUnsafeLine Include="Frameworks|$([MSBuild]::Escape($(TargetFrameworks)))" />
              <HermitCountUnsafeLine Include="AllowsUnsafe|$(AllowUnsafeBlocks)" />
              <HermitCountUnsafeLine Include="LanguageVersion|$(LangVersion)" />
              <HermitCountUnsafeLine Include="Nullable|$(Nullable)" />
              <HermitCountUnsafeLine Include="OutputType|$(OutputType)" />
              <HermitCountUnsafeLine Include="Constants|$([MSBuild]::Escape($(DefineConstants)))" />
              <HermitCountUnsafeLine Include="Assets|$([MSBuild]::Escape($(ProjectAssetsFile)))" />
              <HermitCountUnsafeLine Include="@(Compile->'Source|%(FullPath)')" />
              <HermitCountUnsafeLine Include="@(ProjectReference->'Project|%(FullPath)|%(ReferenceOutputAssembly)|%(OutputItemType)')" />
              <HermitCountUnsafeLine Include="@(Reference->'Reference|%(HintPath)')" />
              <HermitCountUnsafeLine Include="@(FrameworkReference->'FrameworkReference|%(Identity)')" />
              <HermitCountUnsafeLine Include="@(Using->'Using|%(Identity)|%(Static)|%(Alias)')" />
              <HermitCountUnsafeLine Include="@(InternalsVisibleTo->'Friend|%(Identity)|%(Key)')" />
            </ItemGroup>
            <WriteLinesToFile File="$(HermitCountUnsafeFile)" Lines="@(HermitCountUnsafeLine)" Overwrite="true" Encoding="UTF-8" />
          </Target>
        </Project>
        """;
}
