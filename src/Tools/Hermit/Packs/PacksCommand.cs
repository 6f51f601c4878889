using System.CommandLine;
using NuGet.Configuration;
using Spectre.Console;

namespace Hermit.Tool.Packs;

/// <summary><c>hermit packs download</c>: 0 when every package is there.</summary>
internal static class PacksCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var output = new Option<string>("--output", "-o") { Description = "The folder for the packages.", DefaultValueFactory = _ => "hermit-packs" };
        var download = new Command("download", "Copies what making an image needs into a folder, for machines without a package source.") { output };
        download.SetAction(async (result, cancellation) =>
            await DownloadAsync(console, Directory.GetCurrentDirectory(), result.GetValue(output)!, PackList.ForThisHost(), cancellation));
        return new Command("packs", "Kernel packs, compiler and libraries.") { download };
    }

    public static async Task<int> DownloadAsync(IAnsiConsole console, string folder, string output, IReadOnlyList<Pack> packs, CancellationToken cancellation)
    {
        bool isComplete = true;
        try
        {
            output = Directory.CreateDirectory(Path.GetFullPath(output, folder)).FullName;
            using var downloader = new PackDownloader(folder);
            foreach (Pack pack in packs)
            {
                string? problem = await downloader.DownloadAsync(pack, output, cancellation);
                console.MarkupLine($"{(problem is null ? "[green]ok  [/]" : "[red]bad [/]")}  {Markup.Escape($"{pack.Id} {pack.Version}")}{(problem is null ? "" : Markup.Escape($": {problem}"))}");
                isComplete &= problem is null;
            }
        }
        catch (Exception e) when (e is NuGetConfigurationException or IOException or UnauthorizedAccessException)
        {
            console.MarkupLine($"[red]bad [/]  {Markup.Escape(e.Message)}");
            return 1;
        }
        if (isComplete)
            console.MarkupLine(Markup.Escape($"To use them: dotnet nuget add source \"{output}\" --name hermit-packs"));
        return isComplete ? 0 : 1;
    }
}
