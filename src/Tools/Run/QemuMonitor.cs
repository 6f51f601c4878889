using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hermit.Run;

/// <summary>
/// QEMU's monitor (QMP): says when the machine has stopped for an error of QEMU's own, such as an instruction that the accelerator cannot run. QEMU
/// itself then waits for somebody to look at the machine.
/// </summary>
internal sealed class QemuMonitor(GuestChannel channel, Process qemu)
{
    private readonly StringBuilder _line = new();

    /// <summary>Whether that has happened; QEMU was ended then.</summary>
    public bool HasSeenInternalError { get; private set; }

    /// <summary>Listens until QEMU ends.</summary>
    public async Task ListenAsync()
    {
        Task listening = channel.ReceiveAsync(TakeAsync);
        await SendAsync("qmp_capabilities");
        await listening;
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        foreach (char c in Encoding.UTF8.GetString(bytes.Span))
        {
            if (c != '\n')
            {
                _line.Append(c);
                continue;
            }

            await FollowAsync(_line.ToString());
            _line.Clear();
        }
    }

    private async Task FollowAsync(string line)
    {
        JsonElement message;
        try
        {
            message = JsonDocument.Parse(line).RootElement;
        }
        catch (JsonException)
        {
            return;
        }

        if (message.TryGetProperty("event", out JsonElement name) && name.ValueEquals("STOP"))
            await SendAsync("query-status");
        else if (message.TryGetProperty("return", out JsonElement result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty("status", out JsonElement status) && status.ValueEquals("internal-error"))
        {
            HasSeenInternalError = true;
            qemu.Kill();
        }
    }

    private Task SendAsync(string command) => channel.SendAsync(Encoding.UTF8.GetBytes($"{{\"execute\":\"{command}\"}}\n"));
}
