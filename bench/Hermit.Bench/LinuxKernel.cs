namespace Hermit.Bench;

/// <summary>Debian's kernel for cloud machines, in the form that QEMU starts. Its drivers for virtual devices are modules, and beside it.</summary>
internal static class LinuxKernel
{
    /// <summary>What drives a virtual network card, in the order in which it has to be loaded.</summary>
    public static readonly string[] NetworkModules =
        ["virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_mmio", "failover", "net_failover", "virtio_net"];

    /// <summary>What drives a virtual console, in the order in which it has to be loaded.</summary>
    public static readonly string[] ConsoleModules = ["virtio_ring", "virtio", "virtio_mmio", "virtio_console"];

    /// <summary>Where the modules are.</summary>
    public static string ModulesOf(string folder) => Path.Combine(folder, "modules");

    /// <summary>The path of the kernel, downloaded and unpacked into <paramref name="folder"/> the first time.</summary>
    /// <exception cref="BenchException">There is no such package, or its kernel is packed in an unknown way.</exception>
    public static string Get(string folder, Machines machines)
    {
        string vmlinux = Path.Combine(folder, "vmlinux");
        string[] modules = [.. NetworkModules.Union(ConsoleModules)];
        if (File.Exists(vmlinux) && modules.All(module => File.Exists(Path.Combine(ModulesOf(folder), module + ".ko"))))
            return vmlinux;
        Directory.CreateDirectory(folder);
        Console.Error.WriteLine("bench: fetching Debian's cloud kernel");
        string name = $"linux-image-cloud-{machines.DebianArchitecture}";
        string depends = Package.Query(folder, machines.DebianArchitecture, "depends", name);
        string package = depends.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("Depends: ", StringComparison.Ordinal))?["Depends: ".Length..]
            ?? throw new BenchException($"apt knows no {name}: run 'apt-get update' on a Debian machine.");
        string content = Package.Unpack(folder, machines.DebianArchitecture, package);
        string image = Directory.GetFiles(Path.Combine(content, "boot"), "vmlinuz-*").Single();
        File.WriteAllBytes(vmlinux + ".part", machines.UnpackKernel(File.ReadAllBytes(image)));
        File.Move(vmlinux + ".part", vmlinux, overwrite: true);
        Directory.CreateDirectory(ModulesOf(folder));
        foreach (string module in modules)
            File.Copy(Directory.GetFiles(content, module + ".ko", SearchOption.AllDirectories).Single(), Path.Combine(ModulesOf(folder), module + ".ko"), overwrite: true);
        Directory.Delete(content, recursive: true);
        return vmlinux;
    }
}
