namespace Hermit.Net;

/// <summary>What a <see cref="FaultDevice{TDevice}"/> does to frames. Probabilities are in parts per million.</summary>
public struct Faults
{
    /// <summary>How many frames get lost.</summary>
    public uint Loss;

    /// <summary>How many frames come twice.</summary>
    public uint Duplication;

    /// <summary>How many frames are held back for another <see cref="Jitter"/>, so that later ones overtake them.</summary>
    public uint Reordering;

    /// <summary>How many frames have one bit flipped.</summary>
    public uint Corruption;

    /// <summary>How long each frame takes.</summary>
    public Duration Delay;

    /// <summary>How much longer a frame takes that is to be overtaken.</summary>
    public Duration Jitter;

    /// <summary>How many bytes pass in a second; 0 for as many as come.</summary>
    public long BytesPerSecond;

    /// <summary>Frames that are longer are lost; 0 for no such limit. The device still says that it takes them, as a bad path does.</summary>
    public int LargestFrame;
}
