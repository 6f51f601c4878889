using System.Reflection;

namespace Hermit.Abi.Tests;

/// <summary>Where the table and the core library that it must agree with are.</summary>
internal static class Facts
{
    /// <summary>The path of the contract's table.</summary>
    public static string Table => Metadata("Table");

    /// <summary>The path of .NET's core library for ahead-of-time compilation.</summary>
    public static string CoreLibrary(string architecture) => Metadata($"CoreLibrary.{architecture}");

    private static string Metadata(string key) =>
        typeof(Facts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
