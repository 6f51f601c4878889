using System.Diagnostics;

namespace Hermit.Guest.Tests.Running;

/// <summary>Runs a process with everything redirected, for a limited time and a limited amount of output.</summary>
internal static class ProcessRunner
{
    private const int MostOutput = 16 * 1024 * 1024;

    /// <summary>Blocks until the process has ended or its time is over.</summary>
    public static RunResult Run(RunRequest request)
    {
        var start = new ProcessStartInfo(request.Program, request.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = request.WorkingDirectory,
        };
        foreach ((string name, string value) in request.Environment)
            start.Environment[name] = value;

        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<byte[]> output = ReadAsync(process, process.StandardOutput.BaseStream);
        Task<byte[]> error = ReadAsync(process, process.StandardError.BaseStream);
        WriteInput(process, request.Input);

        bool inTime = process.WaitForExit(request.Timeout);
        if (!inTime)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new RunResult(process.ExitCode, output.Result, error.Result, Stopwatch.GetElapsedTime(begin), !inTime);
    }

    private static void WriteInput(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all of it.
        }
    }

    private static async Task<byte[]> ReadAsync(Process process, Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            all.Write(buffer, 0, count);
            if (all.Length > MostOutput)
            {
                process.Kill(entireProcessTree: true);
                break;
            }
        }

        return all.ToArray();
    }
}
