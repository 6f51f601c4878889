namespace Hermit.Tasks.Tests.Support;

/// <summary>Objects that ilc makes of the sample program; made once for all tests.</summary>
public sealed class IlcObjects : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _x64;
    private readonly Lazy<string> _arm64;

    public IlcObjects()
    {
        _x64 = new Lazy<string>(() => Compile("x64"));
        _arm64 = new Lazy<string>(() => Compile("arm64"));
    }

    public static string Compiler => Path.Combine(Tools.ILCompiler, "tools", "ilc");

    public string X64 => _x64.Value;

    public string Arm64 => _arm64.Value;

    public void Dispose() => _folder.Dispose();

    private string Compile(string architecture)
    {
        string output = _folder[$"sample-{architecture}.o"];
        string response = _folder.Write($"{architecture}.rsp", $"""
            {Tools.SampleAssembly}
            -o:{output}
            -r:{Tools.RuntimePack}/lib/net10.0/*.dll
            -r:{Tools.RuntimePack}/native/*.dll
            --targetos:linux
            --targetarch:{architecture}
            --dehydrate
            -O
            -g
            --initassembly:System.Private.CoreLib
            --initassembly:System.Private.StackTraceMetadata
            --initassembly:System.Private.TypeLoader
            --initassembly:System.Private.Reflection.Execution
            --directpinvoke:libSystem.Native
            --directpinvoke:libdirect
            --feature:System.Globalization.Invariant=true
            --feature:System.Resources.UseSystemResourceKeys=true
            --generateunmanagedentrypoints:System.Private.CoreLib
            --stacktracedata
            --resilient
            """);
        Tools.Run(Compiler, $"@{response}");
        return output;
    }
}
