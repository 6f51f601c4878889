using System.Text;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Stands in for the kernel: defines everything that an ilc object leaves undefined.</summary>
public static class StubObjects
{
    /// <summary>Compiles an object with clang that defines all undefined symbols of <paramref name="program"/> and <c>_start</c>.</summary>
    public static string Compile(TemporaryFolder folder, string program, string target, string extra = "")
    {
        var source = new StringBuilder(".text\n");
        foreach (string name in TestLink.Read(program).Symbols.Where(symbol => symbol.IsUndefined && !string.IsNullOrEmpty(symbol.Name.Value)).Select(symbol => symbol.Name.Value))
            Function(source, name);
        Function(source, "_start");
        source.Append(extra);
        return Assemble(folder, "stub", target, source.ToString());
    }

    public static string Assemble(TemporaryFolder folder, string name, string target, string source)
    {
        string file = folder.Write(name + ".S", source);
        Tools.Run("clang", "--target=" + target, "-g", "-c", file, "-o", folder[name + ".o"]);
        return folder[name + ".o"];
    }

    private static void Function(StringBuilder source, string name) => source.Append(
        $"""
        .globl {name}
        .type {name}, @function
        {name}:
        .cfi_startproc
        nop
        .cfi_endproc
        .size {name}, . - {name}

        """);
}
