using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Images;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;

namespace Hermit.Tools.Link;

/// <summary><c>hermit-link link</c>.</summary>
internal sealed class LinkCommand
{
    private readonly List<string> _objects = [];
    private readonly List<string> _archives = [];
    private readonly List<string> _roots = [];
    private readonly List<string> _prefixes = [];
    private readonly List<string> _configuration = [];
    private readonly List<(string, string)> _files = [];
    private string? _output;
    private string? _debug;
    private string? _map;
    private string? _entry;
    private KernelSymbolMode _symbols = KernelSymbolMode.Kernel;

    public static bool Run(ReadOnlySpan<string> arguments, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var command = new LinkCommand();
        return command.Parse(arguments, diagnostics) && command.Link(diagnostics, cancellation);
    }

    private bool Parse(ReadOnlySpan<string> arguments, DiagnosticBag diagnostics)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (!argument.StartsWith('-'))
            {
                (IsArchive(argument) ? _archives : _objects).Add(argument);
                continue;
            }
            if (++i == arguments.Length || !SetOption(argument, arguments[i]))
            {
                diagnostics.Error(ErrorCodes.InvalidOption, $"the option {argument} is unknown or its value is missing or wrong");
                return false;
            }
        }
        if (_output is null)
            diagnostics.Error(ErrorCodes.InvalidOption, "the option -o IMAGE is missing");
        return _output is not null;
    }

    private bool SetOption(string name, string value)
    {
        switch (name)
        {
            case "-o": _output = value; return true;
            case "--debug": _debug = value; return true;
            case "--map": _map = value; return true;
            case "--entry": _entry = value; return true;
            case "--root": _roots.Add(value); return true;
            case "--missing": _prefixes.Add(value); return true;
            case "--config": _configuration.Add(value); return true;
            case "--file" when value.IndexOf('=') is > 0 and int split:
                _files.Add((value[..split], value[(split + 1)..]));
                return true;
            case "--kernel-symbols": return Enum.TryParse(value, ignoreCase: true, out _symbols);
            default: return false;
        }
    }

    private bool Link(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        byte[]? configuration = ImageConfiguration.Build(_configuration, diagnostics);
        byte[]? files = InitialFileSystem.Pack(_files, diagnostics);
        if (configuration is null || files is null)
            return false;
        LinkResult? result = Linker.Link(
            new LinkOptions
            {
                OutputFile = _output!,
                DebugFile = _debug,
                MapFile = _map,
                Objects = _objects,
                Archives = _archives,
                EntryPoint = _entry,
                RootSymbols = _roots,
                KernelSymbols = _symbols,
                MissingEntryPointPrefixes = _prefixes,
                Configuration = configuration,
                InitialFiles = files,
            },
            diagnostics,
            cancellation);
        return result is not null;
    }

    private static bool IsArchive(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> magic = stackalloc byte[8];
            int length = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            return ArchiveReader.IsArchive(magic[..length]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The linker reports the file that cannot be read.
            return false;
        }
    }
}
