namespace Hermit.Guest.Tests.Peers;

/// <summary>A test that needs a program of Debian's; skipped where that is not installed (<c>eng/setup.sh peers</c> installs all of them).</summary>
internal sealed class PeerFactAttribute : FactAttribute
{
    /// <summary>Skips the test if no program of the package is found.</summary>
    public PeerFactAttribute(string package)
    {
        if (PeerProgram.Find(package) is null)
            Skip = $"There is no {PeerProgram.NameOf(package)} here: 'eng/setup.sh peers' installs it (Debian's package {package}).";
    }
}
