using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Hermit.Generators;

/// <summary>A list that equals one with the same elements, so that the compiler can tell that nothing has changed.</summary>
internal sealed class EquatableList<T>(IReadOnlyList<T> elements) : IEquatable<EquatableList<T>>, IEnumerable<T>
{
    private readonly IReadOnlyList<T> _elements = elements;

    /// <inheritdoc/>
    public bool Equals(EquatableList<T>? other) => other is not null && _elements.SequenceEqual(other._elements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _elements.Count;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
