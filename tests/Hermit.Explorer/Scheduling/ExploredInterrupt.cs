namespace Hermit.Explorer;

/// <summary>An interrupt that may arrive once, at any point of its thread where interrupts are not masked.</summary>
internal sealed class ExploredInterrupt(int actor, string name, ExploredThread thread, Action handler)
{
    public int Actor { get; } = actor;

    public string Name { get; } = name;

    public ExploredThread Thread { get; } = thread;

    public Action Handler { get; } = handler;

    public bool Arrived { get; set; }
}
