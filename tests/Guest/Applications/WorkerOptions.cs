namespace Hermit.Guest.Applications;

/// <summary>The section "Worker" of the configuration.</summary>
internal sealed class WorkerOptions
{
    public int Rounds { get; set; }

    public string[] Names { get; set; } = [];
}
