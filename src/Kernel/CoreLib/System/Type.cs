namespace System;

/// <summary>Known to the compiler; the kernel has no reflection.</summary>
public abstract class Type;
