using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>Where the linker put the parts of the image.</summary>
public static class ImageLayout
{
    private enum Part
    {
        Image,
        Text,
        ReadOnlyData,
        Data,
        Configuration,
        Files,
    }

    /// <summary>The whole image.</summary>
    public static MemoryRange Image => Of(Part.Image);

    /// <summary>Code: readable and executable.</summary>
    public static MemoryRange Text => Of(Part.Text);

    /// <summary>Constants: readable.</summary>
    public static MemoryRange ReadOnlyData => Of(Part.ReadOnlyData);

    /// <summary>Variables: readable and writable.</summary>
    public static MemoryRange Data => Of(Part.Data);

    /// <summary>The configuration, as UTF-8 lines <c>key=value</c>.</summary>
    public static MemoryRange Configuration => Of(Part.Configuration);

    /// <summary>The initial file system, a newc archive.</summary>
    public static MemoryRange Files => Of(Part.Files);

    private static MemoryRange Of(Part part)
    {
        unsafe
        {
            // SAFETY: ImageRanges.S has two addresses for each part.
            nuint* bounds = (nuint*)LinkerSymbol.Address(&Ranges) + ((int)part * 2);
            return new MemoryRange(bounds[0], bounds[1] - bounds[0]);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitImageRanges")]
    private static extern void Ranges();
}
