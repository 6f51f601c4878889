using System.Buffers.Binary;
using System.Diagnostics;

namespace Hermit.Bench;

/// <summary>Debian's kernel for cloud machines, unpacked: QEMU starts a vmlinux through its PVH note, which is Linux's fastest boot.</summary>
internal static class LinuxKernel
{
    /// <summary>The path of a vmlinux, downloaded and unpacked into <paramref name="folder"/> the first time.</summary>
    /// <exception cref="BenchException">There is no such package, or its kernel is packed in an unknown way.</exception>
    public static string Get(string folder)
    {
        string vmlinux = Path.Combine(folder, "vmlinux");
        if (File.Exists(vmlinux))
            return vmlinux;
        Directory.CreateDirectory(folder);
        Console.Error.WriteLine("bench: fetching Debian's cloud kernel");
        string depends = Run(folder, "apt-cache", "depends", "linux-image-cloud-amd64");
        string package = depends.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("Depends: ", StringComparison.Ordinal))?["Depends: ".Length..]
            ?? throw new BenchException("apt knows no linux-image-cloud-amd64: run 'apt-get update' on a Debian machine.");
        Run(folder, "apt-get", "download", "-qq", package);
        string archive = Directory.GetFiles(folder, package + "_*.deb").Single();
        string content = Path.Combine(folder, "package");
        Run(folder, "dpkg-deb", "-x", archive, content);
        string image = Directory.GetFiles(Path.Combine(content, "boot"), "vmlinuz-*").Single();
        File.WriteAllBytes(vmlinux + ".part", Extract(File.ReadAllBytes(image)));
        File.Move(vmlinux + ".part", vmlinux);
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

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new BenchException($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new BenchException($"{program} {string.Join(' ', arguments)} failed: {errors.Result}");
    }
}
