using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Hermit.Run;

namespace Hermit.Tool.Checking;

/// <summary>What the machine has: the .NET SDK, QEMU, hardware acceleration.</summary>
internal static class MachineChecks
{
    private const int LeastSdk = 10;
    private const string FutureEmulator = "qemu-system-riscv64";

    private const string KvmDevice = "/dev/kvm";

    /// <summary>A program that does not answer <c>--version</c> in this time is broken.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static IEnumerable<Finding> Run()
    {
        yield return CheckSdk();
        yield return CheckQemu(GuestArchitecture.X64, Severity.Bad);
        // Who makes no images for it can do without.
        yield return CheckQemu(GuestArchitecture.Arm64, Severity.Note);
        yield return FirstLine(FutureEmulator, "--version") is { } version
            ? new Finding(Severity.Good, "QEMU for riscv64", version)
            : new Finding(Severity.Note, "QEMU for riscv64", $"there is no {FutureEmulator}, which images for riscv64 will need once there is a kernel for them");
        yield return CheckAcceleration();
    }

    private static Finding CheckSdk()
    {
        const string Subject = ".NET SDK";
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        if (FirstLine(dotnet, "--version") is not { } version)
            return new Finding(Severity.Bad, Subject, $"'{dotnet}' cannot be run: install the .NET SDK {LeastSdk}.0 or later from https://dotnet.microsoft.com/download");
        bool isRecent = int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= LeastSdk;
        return isRecent
            ? new Finding(Severity.Good, Subject, version)
            : new Finding(Severity.Bad, Subject, $"{version} is too old: images are made with {LeastSdk}.0 or later (a global.json may ask for this one)");
    }

    private static Finding CheckQemu(GuestArchitecture architecture, Severity ifMissing)
    {
        string subject = $"QEMU for {architecture.Name}";
        try
        {
            string qemu = QemuLocator.Find(named: null, architecture);
            return FirstLine(qemu, "--version") is { } version
                ? new Finding(Severity.Good, subject, $"{version} ({qemu})")
                : new Finding(Severity.Bad, subject, $"'{qemu}' does not run");
        }
        catch (LaunchException e)
        {
            return new Finding(ifMissing, subject, $"{e.Code}: {e.Message}");
        }
    }

    private static Finding CheckAcceleration()
    {
        const string Subject = "Acceleration";
        if (OperatingSystem.IsMacOS())
            return new Finding(Severity.Note, Subject, "hvf can run an image for the processor of this machine (HermitAccelerator=hvf)");
        if (OperatingSystem.IsWindows())
            return new Finding(Severity.Note, Subject, "whpx, where the Windows Hypervisor Platform is turned on (HermitAccelerator=whpx)");
        if (!File.Exists(KvmDevice))
            return new Finding(Severity.Note, Subject, "there is no /dev/kvm: QEMU emulates the processor, which is slower");
        try
        {
            using FileStream device = File.Open(KvmDevice, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return new Finding(Severity.Good, Subject, "/dev/kvm can be opened (HermitAccelerator=kvm)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Severity.Note, Subject, $"/dev/kvm cannot be opened: {e.Message} Members of the group 'kvm' may");
        }
    }

    /// <summary>The first line that a program prints, or null when it cannot be run, fails or hangs.</summary>
    private static string? FirstLine(string program, string argument)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill();
                return null;
            }
            string text = output.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? text.Split('\n')[0].Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
