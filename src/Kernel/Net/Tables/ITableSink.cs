using System;

namespace Hermit.Net;

/// <summary>Takes the lines of a table.</summary>
public interface ITableSink
{
    /// <summary>Takes a line, with its end.</summary>
    void Add(ReadOnlySpan<byte> line);
}
