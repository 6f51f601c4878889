namespace Hermit.Guest;

/// <summary>One test: a name to select it by and the code to run. What it prints and returns is compared with Linux.</summary>
internal sealed class GuestCase
{
    /// <summary>A case that succeeds with exit code 0 unless it ends the process itself.</summary>
    public GuestCase(string name, Action body)
        : this(name, _ =>
        {
            body();
            return 0;
        })
    {
    }

    /// <summary>A case that receives the arguments after its name and chooses the exit code.</summary>
    public GuestCase(string name, Func<string[], int> body)
    {
        Name = name;
        Body = body;
    }

    public string Name { get; }

    public Func<string[], int> Body { get; }
}
