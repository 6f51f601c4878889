using System;

namespace Hermit.Net;

/// <summary>Where a device that watches another one writes: a capture file, or lines of text.</summary>
public interface ICaptureSink
{
    /// <summary>Takes the next bytes. What cannot be written is lost.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
