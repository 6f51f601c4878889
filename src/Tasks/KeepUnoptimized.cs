using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hermit.Tasks;

/// <summary>
/// MSBuild task: puts copies in the place of those assemblies that were compiled for debugging, in which every method asks the
/// compiler of the image to be left unoptimised too. Release assemblies, the libraries among them, stay what they are.
/// </summary>
public sealed class KeepUnoptimized : HermitTask
{
    /// <summary>The assemblies to compile.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>Folder for the copies.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>Those of <see cref="Assemblies"/> that have a copy.</summary>
    [Output]
    public ITaskItem[] Originals { get; set; } = [];

    /// <summary>The copies, with the originals' metadata.</summary>
    [Output]
    public ITaskItem[] Copies { get; set; } = [];

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var originals = new List<ITaskItem>();
        var copies = new List<ITaskItem>();
        foreach (ITaskItem item in Assemblies)
        {
            cancellation.ThrowIfCancellationRequested();
            string source = item.ItemSpec;
            string copy = Path.Combine(Folder, Path.GetFileName(source));
            try
            {
                if (!Copy(source, copy))
                    continue;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Error(ErrorCodes.FileUnreadable, $"cannot be copied: {e.Message}", source);
                continue;
            }
            catch (BadImageFormatException e)
            {
                diagnostics.Error(ErrorCodes.CorruptAssembly, $"is not a sound assembly: {e.Message}", source);
                continue;
            }
            originals.Add(item);
            copies.Add(new TaskItem(item) { ItemSpec = copy });
        }
        Originals = [.. originals];
        Copies = [.. copies];
    }

    /// <summary>Makes the copy, with its symbols beside it, unless it is there and as old as the original, or the same: then nothing needs compiling.</summary>
    private static bool Copy(string source, string copy)
    {
        DateTime written = File.GetLastWriteTimeUtc(source);
        if (File.Exists(copy) && File.GetLastWriteTimeUtc(copy) == written)
            return true;
        byte[] assembly = File.ReadAllBytes(source);
        if (!UnoptimizedAssembly.Mark(assembly))
            return false;
        if (File.Exists(copy) && File.ReadAllBytes(copy).AsSpan().SequenceEqual(assembly))
            return true;
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        string symbols = Path.ChangeExtension(source, ".pdb");
        if (File.Exists(symbols))
            File.Copy(symbols, Path.ChangeExtension(copy, ".pdb"), overwrite: true);
        File.WriteAllBytes(copy, assembly);
        File.SetLastWriteTimeUtc(copy, written);
        return true;
    }
}
