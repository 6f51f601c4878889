using Hermit.Machine;

namespace Hermit.Kernel;

/// <summary>How much RAM a machine has to have for the program in this image to start.</summary>
internal static class MemoryNeeds
{
    // What a program that prints one line was measured to take beside its image: page tables, stacks, the first chunks of the heap.
    private const nuint WorkingBytes = 3 << 20;

    // What firmware keeps for itself of the RAM that a machine is given.
    private const nuint FirmwareBytes = 1 << 20;

    /// <summary>The least RAM, in bytes: everything up to the image's end, since images are not relocated, and room to work in.</summary>
    public static nuint Bytes => ImageLayout.Image.End + WorkingBytes;

    /// <summary>Whether there is that much.</summary>
    public static bool AreMet(in MemoryMap map) => map.TotalBytes + FirmwareBytes >= Bytes;
}
