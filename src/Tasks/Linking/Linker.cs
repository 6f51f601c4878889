using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking.Arm64;
using Hermit.Tasks.Linking.Unwind;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Links objects and archives into a static, bootable ELF image: resolve, place, lay out, relocate, write. An instance
/// serves one link.
/// </summary>
public sealed class Linker
{
    /// <summary>Bytes between sections that are always allowed.</summary>
    private const ulong MaximumPadding = 16 << 20;

    private readonly LinkOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly InputLoader _loader;
    private readonly SymbolTable _symbols;
    private readonly SectionPlacer _sections = new();
    private readonly GlobalOffsetTable _offsets = new();
    private readonly KernelSymbolTable _names = new();
    private readonly EhFrameParser _frames;
    private readonly EhFrameBuilder _unwind;
    private readonly LinkerDefinedSymbols _own;
    private string _entryPoint = "";

    private Linker(LinkOptions options, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        _options = options;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _loader = new InputLoader(diagnostics);
        _symbols = new SymbolTable(_loader, diagnostics);
        _frames = new EhFrameParser(diagnostics);
        _unwind = new EhFrameBuilder(_frames, diagnostics);
        _own = new LinkerDefinedSymbols(_symbols, _sections);
    }

    /// <summary>
    /// Links. Output files are replaced only on success. Errors in the inputs go to <paramref name="diagnostics"/>.
    /// </summary>
    /// <returns>The result, or null after an error.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled; no file has changed.</exception>
    public static LinkResult? Link(LinkOptions options, DiagnosticBag diagnostics, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new Linker(options, diagnostics, cancellation).Link();
    }

    private LinkResult? Link()
    {
        if (!Resolve() || Architecture.For(_loader.Machine) is not { } architecture)
            return UnlessMachineIsKnown();
        if (_options.FlatFile is { } flatFile && !architecture.HasFlatForm)
        {
            _diagnostics.Error(ErrorCodes.InvalidOption, $"there is no flat form of an image for {architecture.Machine}", flatFile);
            return null;
        }
        var missing = new MissingEntryPoints(architecture);
        if (!Place(architecture, missing))
            return null;
        _cancellation.ThrowIfCancellationRequested();
        ImageLayout layout = ImageLayout.Place(_sections.Sections, _options.BaseAddress ?? architecture.BaseAddress);
        if (!CheckSize(layout))
            return null;
        _own.Resolve(layout);
        foreach (InputObject input in _symbols.Objects)
            input.ResolveAddresses();
        Write(architecture, layout, missing);
        return _diagnostics.HasErrors ? null : WriteFiles(layout);
    }

    private bool Resolve()
    {
        foreach (string path in _options.Objects)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_loader.LoadObject(path) is { } input)
                _symbols.Add(input);
        }
        _entryPoint = _options.EntryPoint ?? Architecture.For(_loader.Machine)?.EntryPoint ?? "";
        if (_loader.Machine != ElfArch.NONE)
            _symbols.AddRoot(_entryPoint);
        foreach (string root in _options.RootSymbols)
            _symbols.AddRoot(root);
        var archives = new List<Archive>();
        foreach (string path in _options.Archives)
        {
            if (_loader.LoadArchive(path) is { } archive)
                archives.Add(archive);
        }
        if (_options.MissingEntryPointPrefixes.Count > 0)
            _symbols.AddOptional(MissingEntryPoints.Handler);
        _symbols.AddMembers(archives);
        return !_diagnostics.HasErrors;
    }

    private LinkResult? UnlessMachineIsKnown()
    {
        if (!_diagnostics.HasErrors)
        {
            _diagnostics.Error(
                ErrorCodes.UnsupportedElf,
                _loader.Machine == ElfArch.NONE ? "there is no object to link" : $"no image can be made for {_loader.Machine}",
                _options.Objects.FirstOrDefault() ?? _options.OutputFile);
        }
        return null;
    }

    private bool Place(Architecture architecture, MissingEntryPoints missing)
    {
        Collect();
        var scanner = new ReferenceScanner(architecture, _offsets);
        foreach (InputObject input in _symbols.Objects)
        {
            _cancellation.ThrowIfCancellationRequested();
            _sections.Add(input);
        }
        _sections.AddCommons(_symbols.Symbols);
        PlaceBlob(ImageSections.Configuration, _options.Configuration);
        PlaceBlob(ImageSections.Files, _options.InitialFiles);
        _own.Declare();
        foreach (InputObject input in _symbols.Objects)
            scanner.Scan(input);
        new UndefinedSymbols(_symbols, _sections, _options, _diagnostics).Resolve(scanner.Undefined, missing);
        _offsets.Place(_sections);
        _unwind.Place(_sections);
        _names.Place(_symbols.Objects, _options.KernelSymbols, _sections);
        _sections.Sort();
        if (_symbols.Find(_entryPoint) is not { IsDefined: true })
            _diagnostics.Error(ErrorCodes.EntryPointMissing, $"no object or archive defines the entry point `{_entryPoint}`", _options.OutputFile);
        return !_diagnostics.HasErrors;
    }

    /// <summary>
    /// Of the program all is linked, for ilc leaves out what is not needed; of the kernel what the program, the entry point and the other roots reach.
    /// </summary>
    private void Collect()
    {
        foreach (InputObject input in _symbols.Objects)
            _frames.Add(input);
        GlobalSymbol? handler = _symbols.Find(MissingEntryPoints.Handler);
        SectionCollector? collector = null;
        collector = new SectionCollector(_symbols.Objects, _frames)
        {
            OnUndefined = name =>
            {
                if (handler is { IsDefined: true } && _options.IsMissingEntryPoint(name))
                    collector!.Keep(handler);
            },
        };
        foreach (InputObject input in _symbols.Objects)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (input.IsKernel)
                collector.KeepRetained(input);
            else
                collector.KeepAll(input);
        }
        foreach (string root in _options.RootSymbols.Append(_entryPoint))
        {
            if (_symbols.Find(root) is { } symbol)
                collector.Keep(symbol);
        }
        collector.Collect();
    }

    private bool CheckSize(ImageLayout layout)
    {
        if (layout.End > int.MaxValue)
        {
            _diagnostics.Error(ErrorCodes.ImageTooLarge, $"the image would end at 0x{layout.End:x}; code reaches 2 GiB. Make initial files smaller", _options.OutputFile);
            return false;
        }
        // Alignment, and zeroed data among other data, must not turn a small file into a large one.
        ulong content = 0;
        ulong parts = 0;
        foreach (OutputSection section in layout.Sections.Where(section => section.Type != ElfSectionType.NoBits))
        {
            content += section.Size;
            parts = section.Chunks.Aggregate(parts, (sum, chunk) => sum + chunk.FileSize);
        }
        if (content - parts <= MaximumPadding + parts)
            return true;
        _diagnostics.Error(ErrorCodes.ImageTooLarge, $"alignment and zeroed data would add {content - parts} bytes to {parts} bytes of content", _options.OutputFile);
        return false;
    }

    private void PlaceBlob(string section, ReadOnlyMemory<byte> content) =>
        _sections.Add(section, new SyntheticChunk("<linker>", content, 16), ElfSectionType.ProgBits, ElfSectionFlags.Alloc);

    private void Write(Architecture architecture, ImageLayout layout, MissingEntryPoints missing)
    {
        foreach (OutputSection section in layout.Sections)
            section.FillContent(architecture.CodeFiller);
        var relocator = new Relocator(architecture, layout, _offsets, _diagnostics);
        foreach (OutputSection section in layout.Sections)
        {
            foreach (Chunk chunk in section.Chunks)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (chunk is InputSection { RelocationSection: not null } input && (section.IsLoaded || _options.DebugFile is not null))
                    relocator.Apply(input);
            }
        }
        _offsets.Write();
        missing.Write();
        _names.Write(layout.BaseAddress);
        _unwind.Write(relocator, _cancellation);
    }

    private LinkResult? WriteFiles(ImageLayout layout)
    {
        var builder = new ImageBuilder(layout, _loader.Machine, _symbols.Find(_entryPoint)!.Address);
        var writer = new OutputWriter(_diagnostics);
        try
        {
            ElfFile image = builder.BuildImage();
            bool isStaged = writer.Stage(_options.OutputFile, image);
            if (_options.DebugFile is { } debugFile)
                isStaged &= writer.Stage(debugFile, builder.BuildDebugFile(_symbols.Objects, _symbols.Symbols));
            if (_options.MapFile is { } mapFile)
                isStaged &= writer.Stage(mapFile, MapWriter.Write(layout, _symbols.Objects, _symbols.Symbols));
            if (_options.FlatFile is { } flatFile)
                isStaged &= writer.Stage(flatFile, FlatImage.Build(layout, builder.Entry));
            _cancellation.ThrowIfCancellationRequested();
            if (!isStaged || !writer.Commit())
                return null;
            var sections = layout.Sections.Where(section => section.IsLoaded).Select(section => (section.Name, section.Segment, section.Size)).ToArray();
            return new LinkResult((long)image.Layout.TotalSize, layout.End - layout.BaseAddress, sections);
        }
        finally
        {
            writer.Discard();
        }
    }
}
