namespace Hermit.Devices;

/// <summary>Who signals from outside are for: of keys of the terminal, of the host's making, of the power button.</summary>
public interface ISignalSink
{
    /// <summary>A signal came, by its number (signal(7)). Called by interrupt handlers.</summary>
    static abstract void Raise(int signal);
}
