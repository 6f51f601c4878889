namespace Hermit.Guest.Exceptions;

/// <summary>Has the interface but not the class that an array asks for.</summary>
internal sealed class Impostor : INamed
{
    public string Name => "impostor";
}
