using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests;

/// <summary>Projects that become images: what is built, what is left alone, and what the guest sees of it.</summary>
public sealed class ImageTests
{
    [Fact]
    public void A_second_publish_without_a_change_compiles_and_links_nothing()
    {
        using var project = new TestProject("""Console.WriteLine("once");""");
        ProgramRun first = project.Publish();
        DateTime linked = File.GetLastWriteTimeUtc(project.Image);

        ProgramRun second = project.Publish();

        Assert.Contains("Generating native code", first.Output);
        Assert.DoesNotContain("Generating native code", second.Output);
        Assert.DoesNotContain("native/app", second.Output);
        Assert.Equal(linked, File.GetLastWriteTimeUtc(project.Image));
        Assert.Equal(["app", "app.dbg"], Directory.GetFiles(Path.GetDirectoryName(project.Image)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_build_compiles_only()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.DoesNotContain("Generating native code", run.Output);
        Assert.Equal(["app.dll", "app.pdb"], Directory.GetFiles(Path.Combine(project.Path, "bin/Debug/net10.0/hermit-x64")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_changed_content_file_is_linked_again_but_not_compiled_again()
    {
        using var project = new TestProject("""Console.Write(File.ReadAllText("data/text.txt"));""",
            """<Content Include="data/**" CopyToPublishDirectory="PreserveNewest" />""");
        project.Write("data/text.txt", "first\n");
        project.Publish();
        ProgramRun before = ProgramRun.OfLauncher([project.Image]);
        project.Write("data/text.txt", "second\n");

        ProgramRun again = project.Publish();
        ProgramRun after = ProgramRun.OfLauncher([project.Image]);

        Assert.DoesNotContain("Generating native code", again.Output);
        Assert.Equal((0, "first\n"), (before.ExitCode, before.Output));
        Assert.Equal((0, "second\n"), (after.ExitCode, after.Output));
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(project.Image)!, "data")), "the file is in the image, not beside it");
    }

    [Fact]
    public void A_call_into_a_missing_library_is_a_warning_now_and_an_exception_at_the_call()
    {
        using var project = new TestProject("""
            using System.Runtime.InteropServices;
            try { if (args.Length > 8) { Native.Beep(1, 2); Native.ForOthers(); } Native.Spin(3); return 1; }
            catch (DllNotFoundException) { Console.WriteLine("no such library"); return 0; }
            static class Native { [DllImport("libmerrygoround")] public static extern int Spin(int times);
                [DllImport("kernel32.dll")] public static extern int Beep(uint frequency, uint duration);
                [DllImport("libfoundation"), System.Runtime.Versioning.SupportedOSPlatform("macos")] public static extern int ForOthers(); }
            """, properties: "<NoWarn>$(NoWarn);CA1416</NoWarn>");

        ProgramRun publish = project.Publish();
        ProgramRun boot = ProgramRun.OfLauncher([project.Image]);

        Assert.Matches(@"Program\.cs\(2\): warning HERMIT1031: .*Native.Spin.*merrygoround", publish.Output);
        Assert.DoesNotContain("kernel32", publish.Output);
        Assert.DoesNotContain("ForOthers", publish.Output);
        Assert.Equal((0, "no such library\n"), (boot.ExitCode, boot.Output));
    }

    [Fact]
    public void A_library_project_is_compiled_along()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" />""",
            "<DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><CheckEolTargetFramework>false</CheckEolTargetFramework></PropertyGroup></Project>
            """);
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 41; }");

        project.Publish();
        ProgramRun boot = ProgramRun.OfLauncher([project.Image]);

        Assert.Equal((0, "41\n"), (boot.ExitCode, boot.Output));
    }

    [Fact]
    public void Of_several_frameworks_the_one_asked_for_runs_with_the_libraries_that_it_refers_to()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" />""",
            "<TargetFramework /><TargetFrameworks>net9.0;net10.0</TargetFrameworks><DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net9.0;net10.0</TargetFrameworks><CheckEolTargetFramework>false</CheckEolTargetFramework></PropertyGroup></Project>
            """);
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 42; }");

        ProgramRun run = project.Dotnet("run", "-f", "net10.0");
        Assert.True(run.ExitCode == 0, run.All);
        Assert.EndsWith("42\n", run.Output);

        ProgramRun other = project.Dotnet("publish", "-f", "net9.0");
        Assert.Contains("error HERMIT2003", other.Output);
    }

    [Fact]
    public void One_line_with_HttpClient_is_one_warning_for_each_feature_at_that_line()
    {
        using var project = new TestProject("""

            using var client = new HttpClient();
            Console.WriteLine(await client.GetStringAsync(args[0]));
            """);

        string[] warnings = [.. project.Publish().Output.Split('\n').Where(line => line.Contains(": warning ")).Distinct()];

        Assert.InRange(warnings.Length, 1, 6);
        Assert.All(warnings, warning => Assert.Matches(@"Program\.cs\([23]\): warning HERMIT1030: the kernel has no ", warning));
        Assert.Contains(warnings, warning => warning.Contains("no TLS"));
    }

    [Fact]
    public void A_program_that_uses_several_missing_features_gets_one_warning_for_each_and_an_exception_that_names_it()
    {
        using var project = new TestProject("""
            using System.IO.Compression;
            using System.Net;
            using System.Net.Security;
            using System.Runtime.InteropServices;
            using System.Runtime.InteropServices.Marshalling;
            using System.Security.Cryptography;
            using System.Security.Cryptography.X509Certificates;
            Try(() => new GZipStream(new MemoryStream(), CompressionMode.Compress).WriteByte(1));
            Try(() => new BrotliStream(new MemoryStream(), CompressionMode.Compress).WriteByte(1));
            Try(() => Aes.Create().CreateEncryptor());
            Try(() => TripleDES.Create().CreateEncryptor());
            Try(() => RSA.Create().ExportParameters(false));
            Try(() => ECDsa.Create().SignData([1], HashAlgorithmName.SHA256));
            Try(() => X509CertificateLoader.LoadCertificate(new byte[100]));
            Try(() => new SslStream(new MemoryStream()).AuthenticateAsClient("example.com"));
            Try(() => new NegotiateAuthentication(new NegotiateAuthenticationClientOptions { Package = "Negotiate", Credential = CredentialCache.DefaultNetworkCredentials, TargetName = "HTTP/a" }).GetOutgoingBlob((string)null!, out _));
            Try(() => new StrategyBasedComWrappers().GetOrCreateComInterfaceForObject(new Thing(), CreateComInterfaceFlags.None));
            Try(() => Native.Spin(1));
            Try(() => System.Diagnostics.Process.Start("ls"));
            Try(() => new System.Net.Sockets.TcpClient("192.0.2.1", 80));
            static void Try(Action action)
            {
                try { action(); Console.WriteLine("nothing thrown"); }
                catch (Exception e) { Console.WriteLine($"{e.GetBaseException().GetType().Name}: {e.GetBaseException().Message.ReplaceLineEndings(" ")}"); }
            }
            static class Native { [DllImport("libmerrygoround")] public static extern int Spin(int times); }
            [GeneratedComInterface, Guid("3FAA0D0B-1C2F-4A5D-9B3E-1F2E3D4C5B6A")] partial interface IThing { int Twice(int n); }
            [GeneratedComClass] partial class Thing : IThing { public int Twice(int n) => 2 * n; }
            """, properties: "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>");

        string[] warnings = [.. Regex.Matches(project.Publish().Output, @"(\w+\.cs)\((\d+)\): warning (HERMIT\d+): (?:the kernel has no ([^:]*):|.*would call `([^`]*)`)")
            .Select(match => string.Join(' ', match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value))).Distinct().Order()];
        ProgramRun boot = ProgramRun.OfLauncher([project.Image]);

        Assert.Equal(
            [
                "Program.cs 10 HERMIT1030 ciphers",
                "Program.cs 12 HERMIT1030 public-key cryptography and certificates",
                "Program.cs 15 HERMIT1030 TLS",
                "Program.cs 16 HERMIT1030 integrated authentication (Kerberos, NTLM)",
                "Program.cs 17 HERMIT1030 COM",
                "Program.cs 18 HERMIT1031 libmerrygoround",
                "Program.cs 8 HERMIT1030 compression",
            ],
            warnings);
        string[] exceptions =
        [
            @"PlatformNotSupportedException: Hermit has no compression \(",
            @"PlatformNotSupportedException: Hermit has no compression \(",
            @"PlatformNotSupportedException: Hermit has no ciphers \(",
            @"PlatformNotSupportedException: Hermit has no ciphers \(",
            @"PlatformNotSupportedException: Hermit has no public-key cryptography and certificates \(",
            @"PlatformNotSupportedException: Hermit has no public-key cryptography and certificates \(",
            @"PlatformNotSupportedException: Hermit has no public-key cryptography and certificates \(",
            @"PlatformNotSupportedException: Hermit has no TLS \(",
            @"PlatformNotSupportedException: Hermit has no integrated authentication \(",
            @"PlatformNotSupportedException: Hermit has no COM \(",
            @"DllNotFoundException: .*libmerrygoround.*a Hermit image has no shared libraries",
            @"Win32Exception: An error occurred trying to start process 'ls'",
            @"SocketException: Network is unreachable",
        ];
        string[] lines = boot.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(exceptions.Length, lines.Length);
        Assert.All(exceptions.Zip(lines), pair => Assert.Matches(pair.First, pair.Second));
        Assert.Contains("hermit: the program wants to start another one, but a Hermit image is one process: Process.Start throws\n", boot.Error);
        Assert.Contains("hermit: the program wants to reach 192.0.2.1, but the machine has no network card (HermitNetwork gives it one)\n", boot.Error);
    }

    [Fact]
    public void A_Main_that_always_throws_is_an_error()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" Private="false" />""",
            "<DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 41; }");

        ProgramRun run = project.Dotnet("publish");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches("error HERMIT2024: The program would end before its first line.*Main", run.Output);
    }
}
