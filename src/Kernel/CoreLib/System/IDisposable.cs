namespace System;

/// <summary>What <c>using</c> ends.</summary>
public interface IDisposable
{
    /// <summary>Ends the use of the value.</summary>
    void Dispose();
}
