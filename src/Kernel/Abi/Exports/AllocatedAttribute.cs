using System;

namespace Hermit.Abi;

/// <summary>The text that is returned is copied, with a zero behind it, to memory that the caller frees; null when there is none.</summary>
[AttributeUsage(AttributeTargets.ReturnValue)]
public sealed class AllocatedAttribute : Attribute;
