using System.Diagnostics;

namespace Hermit.Guest.Process;

/// <summary>The properties of the process that the program is, its modules, and that it can start no other.</summary>
internal static class SelfDescription
{
    public static GuestCase[] Cases =>
    [
        new("process-properties", Properties),
        new("process-modules", Modules),
        new("process-start", Start),
        new("process-start-here", StartHere),
    ];

    private static void Properties()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        Print(nameof(self.Id), () => self.Id == Environment.ProcessId);
        Print(nameof(self.ProcessName), () => self.ProcessName.Length > 0);
        Print(nameof(self.MachineName), () => self.MachineName);
        Print(nameof(self.SessionId), () => self.SessionId >= 0);
        Print(nameof(self.BasePriority), () => self.BasePriority);
        Print(nameof(self.PriorityClass), () => self.PriorityClass);
        Print(nameof(self.WorkingSet64), () => self.WorkingSet64 > 0);
        Print(nameof(self.PeakWorkingSet64), () => self.PeakWorkingSet64 > 0);
        Print(nameof(self.VirtualMemorySize64), () => self.VirtualMemorySize64 > 0);
        Print(nameof(self.PeakVirtualMemorySize64), () => self.PeakVirtualMemorySize64 > 0);
        Print(nameof(self.PagedMemorySize64), () => self.PagedMemorySize64 >= 0);
        Print(nameof(self.PeakPagedMemorySize64), () => self.PeakPagedMemorySize64 >= 0);
        Print(nameof(self.PagedSystemMemorySize64), () => self.PagedSystemMemorySize64 >= 0);
        Print(nameof(self.PrivateMemorySize64), () => self.PrivateMemorySize64 >= 0);
        Print(nameof(self.HandleCount), () => self.HandleCount >= 0);
        Print(nameof(self.MinWorkingSet), () => self.MinWorkingSet >= 0);
        Print(nameof(self.MaxWorkingSet), () => self.MaxWorkingSet > 0);
        Print(nameof(self.ProcessorAffinity), () => self.ProcessorAffinity != 0);
        Print(nameof(self.PriorityBoostEnabled), () => self.PriorityBoostEnabled);
        Print(nameof(self.Handle), () => self.Handle != 0);
        Print(nameof(self.StartInfo), () => self.StartInfo);
        Print(nameof(self.StandardOutput), () => self.StandardOutput);
        Print(nameof(self.StandardError), () => self.StandardError);
        Print(nameof(self.SynchronizingObject), () => self.SynchronizingObject);
        Print(nameof(self.NonpagedSystemMemorySize64), () => self.NonpagedSystemMemorySize64);
        Print(nameof(self.TotalProcessorTime), () => self.TotalProcessorTime > TimeSpan.Zero || self.TotalProcessorTime == TimeSpan.Zero);
        Print(nameof(self.UserProcessorTime), () => self.UserProcessorTime <= self.TotalProcessorTime);
        Print(nameof(self.PrivilegedProcessorTime), () => self.PrivilegedProcessorTime <= self.TotalProcessorTime);
        Print(nameof(self.StartTime), () => self.StartTime <= DateTime.Now.AddSeconds(2) && self.StartTime > DateTime.Now.AddHours(-1));
        Print(nameof(self.HasExited), () => self.HasExited);
        Print(nameof(self.Responding), () => self.Responding);
        Print(nameof(self.MainWindowTitle), () => self.MainWindowTitle.Length);
        Print(nameof(self.MainWindowHandle), () => self.MainWindowHandle);
        Print(nameof(self.Threads), () => self.Threads.Count > 0);
        Print("a thread", () => self.Threads[0] is { Id: > 0 } thread && thread.TotalProcessorTime >= TimeSpan.Zero && thread.StartTime <= DateTime.Now.AddSeconds(2));
        Print(nameof(self.SafeHandle), () => self.SafeHandle.IsInvalid);
        Print(nameof(self.EnableRaisingEvents), () => self.EnableRaisingEvents);
        Print(nameof(self.ExitCode), () => self.ExitCode);
        Print(nameof(self.ExitTime), () => self.ExitTime);
        Print(nameof(self.StandardInput), () => self.StandardInput);
        Print("processes", () => System.Diagnostics.Process.GetProcesses().Any(process => process.Id == Environment.ProcessId));
        Print("by name", () => System.Diagnostics.Process.GetProcessesByName(self.ProcessName).Length > 0);
        Print("no such process", () => System.Diagnostics.Process.GetProcessById(99_999_999));
        Print("working set", () => Environment.WorkingSet > 0);
        Print("processor time", () => Environment.CpuUsage.TotalTime >= TimeSpan.Zero);
        Print("memory limits", () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 0);
    }

    private static void Modules()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        Print(nameof(self.MainModule), () => self.MainModule!.FileName == Environment.ProcessPath);
        Print("name", () => self.MainModule!.ModuleName == Path.GetFileName(Environment.ProcessPath));
        Print(nameof(self.Modules), () => self.Modules.Count > 0);
    }

    private static void Start()
    {
        Print("nowhere", () => System.Diagnostics.Process.Start("/no/such/program"));
        Print("no name", () => System.Diagnostics.Process.Start(new ProcessStartInfo()));
    }

    // Linux would start it.
    private static void StartHere()
    {
        string program = Path.Combine(Path.GetTempPath(), "program");
        File.WriteAllText(program, "#!/bin/sh\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            System.Diagnostics.Process.Start(program);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private static void Print(string label, Func<object?> value)
    {
        try
        {
            Console.WriteLine($"{label}: {value()}");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{label}: {exception.GetType().Name}");
        }
    }
}
