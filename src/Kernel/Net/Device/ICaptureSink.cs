using System;

namespace Hermit.Net;

/// <summary>Where the frames of a capture go.</summary>
public interface ICaptureSink
{
    /// <summary>Takes the next bytes of the capture file. What cannot be written is lost.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
