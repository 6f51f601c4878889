using System.IO.Compression;

namespace Hermit.Sdk.Tests;

/// <summary>The kernel pack as restore brings it.</summary>
public sealed class KernelPackTests
{
    [Fact]
    public void Lists_what_its_archive_exports()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(Repository.Packages, $"Hermit.Kernel.hermit-x64.{Repository.Version}.nupkg"));
        using var reader = new StreamReader(package.GetEntry("data/exports.txt")!.Open());
        string[] exports = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.NotNull(package.GetEntry("runtimes/hermit-x64/native/libhermit.a"));
        Assert.Contains("RhpNewFast", exports);
        Assert.Contains("SystemNative_Write", exports);
        Assert.Contains("HermitMissingEntryPoint", exports);
        Assert.All(exports, name => Assert.Matches("^[A-Za-z_.$][A-Za-z0-9_.$]*$", name));
    }
}
