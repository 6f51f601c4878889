using System;

namespace Hermit.Abi;

/// <summary>The bytes are a text in C's form, without the zero at its end; null is an empty text.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TextAttribute : Attribute;
