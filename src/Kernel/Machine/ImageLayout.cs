using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>Where the linker put the parts of the image.</summary>
// SAFETY: the linker defines all these symbols; only their addresses are taken.
public static unsafe class ImageLayout
{
    /// <summary>The whole image.</summary>
    public static MemoryRange Image => Between(&ImageStart, &ImageEnd);

    /// <summary>Code: readable and executable.</summary>
    public static MemoryRange Text => Between(&TextStart, &TextEnd);

    /// <summary>Constants: readable.</summary>
    public static MemoryRange ReadOnlyData => Between(&ReadOnlyDataStart, &ReadOnlyDataEnd);

    /// <summary>Variables: readable and writable.</summary>
    public static MemoryRange Data => Between(&DataStart, &DataEnd);

    /// <summary>The kernel symbol table of the panic stack.</summary>
    public static MemoryRange Symbols => Between(&SymbolsStart, &SymbolsEnd);

    /// <summary>The configuration, as UTF-8 lines <c>key=value</c>.</summary>
    public static MemoryRange Configuration => Between(&ConfigurationStart, &ConfigurationEnd);

    /// <summary>The initial file system, a newc archive.</summary>
    public static MemoryRange Files => Between(&FilesStart, &FilesEnd);

    private static MemoryRange Between(delegate*<void> start, delegate*<void> end) => new(LinkerSymbol.Address(start), LinkerSymbol.Address(end) - LinkerSymbol.Address(start));

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_image_start")]
    private static extern void ImageStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_image_end")]
    private static extern void ImageEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_text_start")]
    private static extern void TextStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_text_end")]
    private static extern void TextEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_rodata_start")]
    private static extern void ReadOnlyDataStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_rodata_end")]
    private static extern void ReadOnlyDataEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_data_start")]
    private static extern void DataStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_data_end")]
    private static extern void DataEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_symbols_start")]
    private static extern void SymbolsStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_symbols_end")]
    private static extern void SymbolsEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_configuration_start")]
    private static extern void ConfigurationStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_configuration_end")]
    private static extern void ConfigurationEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_files_start")]
    private static extern void FilesStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_files_end")]
    private static extern void FilesEnd();
}
