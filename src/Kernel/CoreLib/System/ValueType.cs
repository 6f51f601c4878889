namespace System;

/// <summary>The base of every value type.</summary>
public abstract class ValueType;
