using System.Buffers.Binary;
using System.Globalization;

namespace Hermit.Bench;

/// <summary>microvm, and the PC of old. QEMU starts a vmlinux through its PVH note, which is Linux's fastest boot.</summary>
internal sealed class X64Machines : Machines
{
    /// <inheritdoc/>
    public override string Architecture => "x64";

    /// <inheritdoc/>
    public override string DebianArchitecture => "amd64";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Argument)> All { get; } =
    [
        ("microvm", "microvm,pic=on,pit=on,rtc=on,isa-serial=on"),
        ("pc", "pc"),
    ];

    /// <inheritdoc/>
    public override string[] LinuxProperties => ["-p:ObjCopyName=objcopy"]; // llvm's cannot strip a static program.

    /// <inheritdoc/>
    public override string LinuxSerialLine => "ttyS0";

    // Told the frequency of the time stamp counter, Linux need not measure it, which on a busy host fails on microvm and leaves it without a timer.
    /// <inheritdoc/>
    protected override string LinuxCommandLine { get; } = string.Create(CultureInfo.InvariantCulture,
        $"console=ttyS0 quiet loglevel=0 mitigations=off cryptomgr.notests nokaslr tsc=reliable no_timer_check tsc_early_khz={HostProcessor.Kilohertz} panic=-1");

    /// <inheritdoc/>
    protected override string[] Emulator => ["qemu-system-x86_64", "-cpu", "max"];

    /// <inheritdoc/>
    protected override string[] Exit => ["-device", "isa-debug-exit,iobase=0xf4,iosize=4"];

    /// <inheritdoc/>
    public override void WriteFloor(string path) => FloorImage.WriteX64(path);

    /// <summary>The ELF file inside a bzImage (Linux, Documentation/arch/x86/boot.rst: setup_sects, payload_offset, payload_length).</summary>
    public override byte[] UnpackKernel(byte[] vmlinuz)
    {
        int setup = (vmlinuz[0x1F1] + 1) * 512;
        int offset = BinaryPrimitives.ReadInt32LittleEndian(vmlinuz.AsSpan(0x248));
        int length = BinaryPrimitives.ReadInt32LittleEndian(vmlinuz.AsSpan(0x24C));
        ReadOnlySpan<byte> payload = vmlinuz.AsSpan(setup + offset, length);
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        return magic == Lz4Legacy.Magic
            ? Lz4Legacy.Decompress(payload)
            : throw new BenchException($"The kernel's payload is packed in an unknown way (it begins with {magic:X8}).");
    }
}
