using Hermit.Firmware;
using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>The files that the image was built with.</summary>
public static class InitialFiles
{
    /// <summary>The archive (cpio, <c>newc</c>); empty when the image has no files.</summary>
    public static StaticBytes Bytes
    {
        get
        {
            MemoryRange range = ImageLayout.Files;

            // SAFETY: the linker reserves the range in read-only data for the archive and nothing else.
            unsafe
            {
                return new StaticBytes((byte*)range.Start, (int)range.Length);
            }
        }
    }
}
