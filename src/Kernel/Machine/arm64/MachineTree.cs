using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>What the boot loader's device tree says about the machine.</summary>
internal static class MachineTree
{
    // Boot.S maps the gigabytes in which the tree begins, and in which the image is.
    private const nuint Gigabyte = 1 << 30;

    private static OnceCell<TreeInformation> s_information;

    /// <summary>What was found; nothing where there is no tree. Read on first use, at boot, before the RAM is handed out.</summary>
    public static ref readonly TreeInformation Information
    {
        get
        {
            if (!s_information.IsSet)
            {
                TreeInformation information = default;
                bool isWhole = DeviceTree.TryParse(Bytes, out DeviceTree tree) && TreeInformation.TryRead(tree, out information);
                s_information.TrySet(isWhole ? information : default);
            }

            return ref s_information.Value;
        }
    }

    /// <summary>The command line that the boot loader put into the tree, where that is. Before the RAM is handed out.</summary>
    public static ReadOnlySpan<byte> CommandLine => DeviceTree.TryParse(Bytes, out DeviceTree tree) ? TreeInformation.CommandLine(tree) : default;

    private static ReadOnlySpan<byte> Bytes
    {
        get
        {
            unsafe
            {
                // SAFETY: Boot.S defines the variable, has stored in it where the tree is, or may be, and mapped that gigabyte. Nobody writes to RAM
                // outside of the image before the tree has been read.
                nuint address = *(nuint*)LinkerSymbol.Address(&StartInfoSymbol);
                nuint mapped = Gigabyte - (address % Gigabyte);
                if (address % sizeof(ulong) != 0 || address < Gigabyte || mapped < DeviceTree.HeaderBytes)
                {
                    return default;
                }

                int bytes = DeviceTree.SizeOf(PhysicalMemory.View(address, DeviceTree.HeaderBytes));
                return (nuint)bytes > mapped ? default : PhysicalMemory.View(address, bytes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStartInfo")]
    private static extern void StartInfoSymbol();
}
