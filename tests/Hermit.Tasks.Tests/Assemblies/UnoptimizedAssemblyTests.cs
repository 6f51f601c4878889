using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hermit.Tasks.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hermit.Tasks.Tests.Assemblies;

public sealed class UnoptimizedAssemblyTests
{
    [Fact]
    public void Every_method_of_a_debug_build_asks_to_be_left_alone()
    {
        byte[] assembly = Compile(OptimizationLevel.Debug);

        Assert.True(UnoptimizedAssembly.Mark(assembly));

        MethodImplAttributes[] flags = [.. Methods(assembly)];
        Assert.Equal(3, flags.Length);
        Assert.All(flags, flag => Assert.True(flag.HasFlag(MethodImplAttributes.NoOptimization)));
        Assert.Equal(7, Assembly.Load(assembly).GetType("C")!.GetMethod("Add")!.Invoke(null, [3, 4]));
    }

    [Fact]
    public void A_release_build_stays_as_it_is()
    {
        byte[] assembly = Compile(OptimizationLevel.Release);

        Assert.False(UnoptimizedAssembly.Mark(assembly));
        Assert.All(Methods(assembly), flag => Assert.False(flag.HasFlag(MethodImplAttributes.NoOptimization)));
    }

    private static byte[] Compile(OptimizationLevel level)
    {
        var compilation = CSharpCompilation.Create(
            "library",
            [CSharpSyntaxTree.ParseText("public class C { public static int Add(int a, int b) => a + b; [System.Runtime.CompilerServices.MethodImpl(256)] public int Get() => 1; }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level));
        var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        return stream.ToArray();
    }

    private static IEnumerable<MethodImplAttributes> Methods(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).ImplAttributes)];
    }
}
