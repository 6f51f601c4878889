using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.PInvokes;
using Hermit.Tasks.Tests.Build;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>What the .NET libraries can call and the kernel lacks, by features, and the line that is blamed for one.</summary>
public sealed class PlatformFeatureTests
{
    // Only for a debugger of .NET, which sets up calls of its own.
    private static readonly string[] s_ofDebuggers = ["DebugDebugger_IsNativeDebuggerAttached", "RhpGetCurrentThread"];

    [Fact]
    public void Every_function_that_the_libraries_import_is_in_the_kernel_or_part_of_a_feature()
    {
        HashSet<string> exports = KernelExports();
        var diagnostics = new DiagnosticBag();
        IEnumerable<PInvokeMethod> imports = new[] { "lib/net10.0", "native" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Tools.RuntimePack, folder), "*.dll"))
            .SelectMany(assembly => PInvokeReader.Read(assembly, diagnostics))
            .Where(method => method.Library == "*" || method.Library.StartsWith("libSystem.", StringComparison.Ordinal));

        string[] missing = [.. imports.Select(method => method.EntryPoint).Distinct().Where(name => !exports.Contains(name) && PlatformFeature.Of(name) is null)];

        Assert.Empty(diagnostics);
        Assert.Equal(s_ofDebuggers, missing.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("CryptoNative_SslRead", "TLS")]
    [InlineData("CryptoNative_EnsureLibSslInitialized", "TLS")]
    [InlineData("CryptoNative_BioRead", "public-key cryptography and certificates")]
    [InlineData("CryptoNative_EvpAes128Cbc", "ciphers")]
    [InlineData("CryptoNative_RsaDecrypt", "public-key cryptography and certificates")]
    [InlineData("NetSecurityNative_Wrap", "integrated authentication (Kerberos, NTLM)")]
    [InlineData("BrotliEncoderCompress", "compression")]
    [InlineData("CompressionNative_Crc32", "compression")]
    [InlineData("RhIUnknown_AddRef", "COM")]
    public void A_function_belongs_to_one(string function, string feature) => Assert.Equal(feature, PlatformFeature.Of(function)?.Name);

    [Fact]
    public void The_line_is_the_first_that_names_it_and_else_the_first_that_brings_it_along()
    {
        PlatformFeature feature = PlatformFeature.Of("CryptoNative_RsaDecrypt")!;
        Use client = new("System.Net.Http.HttpClient", ".ctor", "a.cs", 1);
        Use hash = new("System.Security.Cryptography.SHA256", "HashData", "a.cs", 2);
        Use key = new("System.Security.Cryptography.RSA", "Create", "a.cs", 3);
        Use certificate = new("System.Security.Cryptography.X509Certificates.X509Certificate2", ".ctor", "a.cs", 4);

        Assert.Equal(key, feature.FirstUse([client, hash, key, certificate]));
        Assert.Equal(certificate, feature.FirstUse([client, certificate, key]));
        Assert.Equal(client, feature.FirstUse([client, hash]));
        Assert.Null(feature.FirstUse([new("System.Console", "WriteLine", "a.cs", 1)]));
    }

    private static HashSet<string> KernelExports()
    {
        Assert.True(File.Exists(Tools.KernelArchive), $"There is no {Tools.KernelArchive}: run the tests through ./test.sh.");
        using var task = new ListArchiveExports { BuildEngine = new BuildEngine(), Archive = Tools.KernelArchive };
        Assert.True(task.Execute());
        return [.. task.Symbols];
    }
}
