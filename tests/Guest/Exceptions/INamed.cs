namespace Hermit.Guest.Exceptions;

/// <summary>To be called through.</summary>
public interface INamed
{
    string Name { get; }
}
