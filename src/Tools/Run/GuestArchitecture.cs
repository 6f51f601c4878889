using System.Buffers.Binary;

namespace Hermit.Run;

/// <summary>What depends on the processor that an image is for.</summary>
/// <param name="Name">As in runtime identifiers.</param>
/// <param name="Emulator">The program of QEMU's that runs it.</param>
/// <param name="Package">Debian's and Fedora's package with that program.</param>
/// <param name="DefaultMachine">QEMU's machine, when none was asked for.</param>
/// <param name="MemoryStart">The address of the first byte of RAM.</param>
internal sealed record GuestArchitecture(string Name, string Emulator, string Package, string DefaultMachine, ulong MemoryStart)
{
    // ELF64 (System V gABI, chapter 4)
    private const int MachineOffset = 18;
    private const int LeastHeader = MachineOffset + sizeof(ushort);
    private const ushort AArch64 = 183;

    /// <summary>x86-64.</summary>
    public static GuestArchitecture X64 { get; } = new("x64", "qemu-system-x86_64", "qemu-system-x86", "microvm", 0);

    /// <summary>AArch64. RAM of the machine <c>virt</c> begins at 1 GiB.</summary>
    public static GuestArchitecture Arm64 { get; } = new("arm64", "qemu-system-aarch64", "qemu-system-arm", "virt", 1 << 30);

    /// <summary>What the ELF file <paramref name="image"/> is for; x86-64 for one that does not say so, or is not there.</summary>
    public static GuestArchitecture Of(string image)
    {
        if (!File.Exists(image))
            return X64;
        using FileStream file = File.OpenRead(image);
        Span<byte> header = stackalloc byte[LeastHeader];
        return file.ReadAtLeast(header, LeastHeader, throwOnEndOfStream: false) == LeastHeader ? Of(header) : X64;
    }

    /// <summary>What a file that begins with <paramref name="header"/> is for.</summary>
    public static GuestArchitecture Of(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]) == AArch64 ? Arm64 : X64;
}
