using System;

namespace Hermit.Unwinding;

/// <summary>Is shown words that may be references. What it is shown may be anything: it must look.</summary>
public interface IRootVisitor
{
    /// <summary>One word.</summary>
    void Visit(ulong word);

    /// <summary>Words of a stack.</summary>
    void Visit(ReadOnlySpan<ulong> words);
}
