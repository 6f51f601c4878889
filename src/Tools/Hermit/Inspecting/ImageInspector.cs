using System.Buffers.Binary;
using System.Text;
using Hermit.Run;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Naming;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tool.Inspecting;

/// <summary>Reads an image, and the debug file beside it where there is one.</summary>
internal static class ImageInspector
{
    /// <summary>Where the kernel's compiled C# is; its assembly is in <c>.text</c>.</summary>
    private static readonly string[] s_kernelCode = ["__hermit_code", "__hermit_unbox", ".text"];

    /// <summary>Bits of what the compiler says about its code; the kernel checks them at start.</summary>
    private const string RequiredFeatures = "g_requiredCpuFeatures";

    // minipal's cpufeatures.h of .NET 10, in the kernel's words (CpuFeatureBits).
    private static readonly (int Bit, string Name)[] s_x64Features =
    [
        (0, "SSE4.2 and POPCNT"), (1, "AVX"), (2, "AVX2 with BMI, F16C, FMA, LZCNT and MOVBE"), (3, "AVX-512"), (4, "AVX-512 IFMA and VBMI"),
        (5, "AVX-512 BITALG, VBMI2, VNNI and VPOPCNTDQ"), (9, "AES and PCLMULQDQ"), (10, "AVX-512 VP2INTERSECT"), (11, "AVX-IFMA"), (12, "AVX-VNNI"),
        (13, "GFNI"), (14, "SHA"), (15, "VAES"), (16, "WAITPKG"), (17, "SERIALIZE"),
    ];

    private static readonly (int Bit, string Name)[] s_arm64Features =
    [
        (0, "AES"), (1, "CRC32"), (2, "DotProd"), (3, "RDM"), (4, "SHA1"), (5, "SHA256"), (6, "LSE"), (7, "RCPC"), (8, "RCPC2"), (9, "SVE"), (10, "SVE2"),
    ];

    /// <summary>Returns what is known of <paramref name="path"/>, or null after an error.</summary>
    public static ImageReport? Inspect(string path, DiagnosticBag diagnostics)
    {
        if (InputFile.Read(path, diagnostics) is not { } bytes || ObjectReader.Read(bytes, path, diagnostics) is not { } image)
            return null;
        if (image.FileType != ElfFileType.Executable)
        {
            diagnostics.Error(ErrorCodes.UnsupportedElf, $"not an image: this is of type {image.FileType}", path, 16);
            return null;
        }
        ElfFile? debug = null;
        string debugPath = path + ".dbg";
        if (File.Exists(debugPath) && InputFile.Read(debugPath, diagnostics) is { } debugBytes)
            debug = ObjectReader.Read(debugBytes, debugPath, diagnostics);
        List<ElfSymbol>? symbols = debug is null ? null : Symbols.Decode(debug);
        if (!CpioReader.TryList(ContentOf(image, ImageSections.Files), out List<CpioEntry> files))
            diagnostics.Warning(ErrorCodes.InvalidInitialFile, "the initial file system is cut or corrupt", path);
        ulong end = ImageMemory.FindEnd(path) ?? 0;
        return new ImageReport
        {
            Path = path,
            Machine = image.Arch.Value.ToString(),
            FileSize = bytes.Length,
            End = end,
            LeastMemory = ImageMemory.NeededMebibytes(end),
            Instructions = symbols is null ? null : RequiredInstructions(image, symbols),
            Sections = [.. image.Sections.Where(section => section.IsAllocated && section.Size > 0).Select(section => (section.Name.Value, section.VirtualAddress, section.Size, Protection(section)))],
            Functions = symbols is null ? null : Functions(symbols),
            MissingFunctions = symbols is null ? null : MissingFunctions(image, symbols),
            Configuration = Encoding.UTF8.GetString(ContentOf(image, ImageSections.Configuration)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Files = files,
        };
    }

    private static ReadOnlySpan<byte> ContentOf(ElfFile image, string section) =>
        (image.Sections.FirstOrDefault(candidate => candidate.Name.Value == section)?.Content ?? default).Span;

    private static string Protection(ElfSection section) =>
        (section.Flags & (ElfSectionFlags.Write | ElfSectionFlags.Executable)) switch
        {
            ElfSectionFlags.Executable => "r-x",
            _ when (section.Flags & ElfSectionFlags.Tls) != 0 => "r--",
            ElfSectionFlags.Write => "rw-",
            _ => "r--",
        };

    private static List<(string Name, ulong Size, bool IsKernel)> Functions(List<ElfSymbol> symbols) => symbols
        .Where(symbol => symbol.Type == ElfSymbolType.Function && symbol.Size > 0 && symbol.IsInSection)
        .GroupBy(symbol => symbol.Value)
        // An export is a second name of a method; the longer one says more.
        .Select(names => names.MaxBy(symbol => symbol.Name.Value.Length))
        .OrderByDescending(symbol => symbol.Size)
        .Select(symbol => (MangledName.ToReadable(symbol.Name.Value), symbol.Size, s_kernelCode.Contains(symbol.SectionLink.Section!.Name.Value)))
        .ToList();

    /// <summary>What the linker put in the place of a function that the kernel lacks ends in a jump to the kernel's handler for that.</summary>
    private static List<string>? MissingFunctions(ElfFile image, List<ElfSymbol> symbols)
    {
        if (Architecture.For(image.Arch.Value) is not { } architecture)
            return null;
        ulong handler = symbols.FirstOrDefault(symbol => symbol.Name.Value == MissingEntryPoints.Handler).Value;
        var missing = new List<string>();
        foreach (ElfSymbol symbol in symbols)
        {
            int size = architecture.MissingEntryPointSize;
            if (symbol.Type != ElfSymbolType.Function || symbol.Size != (ulong)size || BytesAt(image, symbol.Value, size) is not { IsEmpty: false } code)
                continue;
            if (architecture.IsMissingEntryPoint(code, symbol.Value, handler))
                missing.Add(symbol.Name.Value);
        }
        missing.Sort(StringComparer.Ordinal);
        return missing;
    }

    /// <summary>The bytes at an address of the image; empty when they are not in the file.</summary>
    private static ReadOnlySpan<byte> BytesAt(ElfFile image, ulong address, int count)
    {
        foreach (ElfSection section in image.Sections)
        {
            ReadOnlySpan<byte> content = section.Content.Span;
            ulong offset = address - section.VirtualAddress;
            if (section.IsAllocated && address >= section.VirtualAddress && offset < (ulong)content.Length && count <= content.Length - (int)offset)
                return content.Slice((int)offset, count);
        }
        return default;
    }

    private static List<string>? RequiredInstructions(ElfFile image, List<ElfSymbol> symbols)
    {
        ElfSymbol required = symbols.FirstOrDefault(symbol => symbol.Name.Value == RequiredFeatures && symbol.Bind == ElfSymbolBind.Global);
        (int Bit, string Name)[]? features = image.Arch.Value switch
        {
            ElfArch.X86_64 => s_x64Features,
            ElfArch.AARCH64 => s_arm64Features,
            _ => null,
        };
        if (required.Value == 0 || features is null)
            return null;
        ReadOnlySpan<byte> value = BytesAt(image, required.Value, sizeof(int));
        if (value.IsEmpty)
            return null;
        int bits = BinaryPrimitives.ReadInt32LittleEndian(value);
        return [.. features.Where(feature => (bits & (1 << feature.Bit)) != 0).Select(feature => feature.Name)];
    }
}
