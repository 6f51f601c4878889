namespace Hermit.Machine;

/// <summary>A device register: where it is in its device's window, in bytes, and its type: a byte, 16 or 32 bits.</summary>
public readonly struct Register<T>
    where T : unmanaged
{
    /// <summary>The register at an offset.</summary>
    public Register(int offset)
    {
        Offset = offset;
    }

    /// <summary>Where it is.</summary>
    public int Offset { get; }
}
