using System.Buffers.Binary;

namespace Hermit.Bench;

/// <summary>QEMU's board for virtual machines. Debian's kernel is an Image as boot loaders take it.</summary>
internal sealed class Arm64Machines : Machines
{
    private const int MagicOffset = 56;
    private const uint Magic = 0x644D_5241; // "ARMd", Linux, Documentation/arch/arm64/booting.rst

    /// <inheritdoc/>
    public override string Architecture => "arm64";

    /// <inheritdoc/>
    public override string DebianArchitecture => "arm64";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Argument)> All { get; } = [("virt", "virt")];

    /// <inheritdoc/>
    public override string[] LinuxProperties => ["-p:LinkerFlavor=lld", "-p:ObjCopyName=aarch64-linux-gnu-objcopy"];

    /// <inheritdoc/>
    public override string LinuxSerialLine => "ttyAMA0";

    /// <inheritdoc/>
    protected override string LinuxCommandLine => "console=ttyAMA0 quiet loglevel=0 mitigations=off cryptomgr.notests nokaslr panic=-1";

    // Linux signs return addresses where the CPU can; QEMU's own algorithm is the fast one.
    /// <inheritdoc/>
    protected override string[] Emulator => ["qemu-system-aarch64", "-cpu", "max,pauth-impdef=on"];

    /// <inheritdoc/>
    protected override string[] Exit => ["-semihosting-config", "enable=on,target=native"];

    /// <inheritdoc/>
    public override void WriteFloor(string path) => FloorImage.WriteArm64(path);

    /// <inheritdoc/>
    public override byte[] UnpackKernel(byte[] vmlinuz) =>
        vmlinuz.Length > MagicOffset + sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(vmlinuz.AsSpan(MagicOffset)) == Magic
            ? vmlinuz
            : throw new BenchException("Debian's kernel is not an Image for AArch64.");

    /// <inheritdoc/>
    public override void InstallLinker() =>
        Package.Install(("aarch64-linux-gnu-objcopy", "binutils-aarch64-linux-gnu"), ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"), ("ld.lld", "lld"));
}
