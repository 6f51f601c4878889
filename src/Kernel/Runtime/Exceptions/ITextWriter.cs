using System;

namespace Hermit.Runtime.Exceptions;

/// <summary>Where a stack is printed to.</summary>
public interface ITextWriter
{
    /// <summary>Takes a piece of UTF-8 text.</summary>
    static abstract void Write(ReadOnlySpan<byte> text);
}
