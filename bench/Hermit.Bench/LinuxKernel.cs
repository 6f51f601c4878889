using System.Buffers.Binary;

namespace Hermit.Bench;

/// <summary>
/// Debian's kernel for cloud machines, unpacked: QEMU starts a vmlinux through its PVH note, which is Linux's fastest boot. Its drivers for virtual
/// devices are modules, and beside it.
/// </summary>
internal static class LinuxKernel
{
    /// <summary>What drives a virtual network card, in the order in which it has to be loaded.</summary>
    public static readonly string[] NetworkModules =
        ["virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_mmio", "failover", "net_failover", "virtio_net"];

    /// <summary>What drives a virtual console, in the order in which it has to be loaded.</summary>
    public static readonly string[] ConsoleModules = ["virtio_ring", "virtio", "virtio_mmio", "virtio_console"];

    /// <summary>Where the modules are.</summary>
    public static string ModulesOf(string folder) => Path.Combine(folder, "modules");

    /// <summary>The path of a vmlinux, downloaded and unpacked into <paramref name="folder"/> the first time.</summary>
    /// <exception cref="BenchException">There is no such package, or its kernel is packed in an unknown way.</exception>
    public static string Get(string folder)
    {
        string vmlinux = Path.Combine(folder, "vmlinux");
        string[] modules = [.. NetworkModules.Union(ConsoleModules)];
        if (File.Exists(vmlinux) && modules.All(module => File.Exists(Path.Combine(ModulesOf(folder), module + ".ko"))))
            return vmlinux;
        Directory.CreateDirectory(folder);
        Console.Error.WriteLine("bench: fetching Debian's cloud kernel");
        string depends = Package.Run(folder, "apt-cache", "depends", "linux-image-cloud-amd64");
        string package = depends.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("Depends: ", StringComparison.Ordinal))?["Depends: ".Length..]
            ?? throw new BenchException("apt knows no linux-image-cloud-amd64: run 'apt-get update' on a Debian machine.");
        string content = Package.Unpack(folder, package);
        string image = Directory.GetFiles(Path.Combine(content, "boot"), "vmlinuz-*").Single();
        File.WriteAllBytes(vmlinux + ".part", Extract(File.ReadAllBytes(image)));
        File.Move(vmlinux + ".part", vmlinux, overwrite: true);
        Directory.CreateDirectory(ModulesOf(folder));
        foreach (string module in modules)
            File.Copy(Directory.GetFiles(content, module + ".ko", SearchOption.AllDirectories).Single(), Path.Combine(ModulesOf(folder), module + ".ko"), overwrite: true);
        Directory.Delete(content, recursive: true);
        return vmlinux;
    }

    /// <summary>The ELF file inside a bzImage (Linux, Documentation/arch/x86/boot.rst: setup_sects, payload_offset, payload_length).</summary>
    private static byte[] Extract(byte[] image)
    {
        int setup = (image[0x1F1] + 1) * 512;
        int offset = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x248));
        int length = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x24C));
        ReadOnlySpan<byte> payload = image.AsSpan(setup + offset, length);
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        return magic == Lz4Legacy.Magic
            ? Lz4Legacy.Decompress(payload)
            : throw new BenchException($"The kernel's payload is packed in an unknown way (it begins with {magic:X8}).");
    }
}
