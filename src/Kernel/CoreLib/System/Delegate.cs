namespace System;

/// <summary>Known to the compiler; the kernel has no delegates and uses function pointers.</summary>
public abstract class Delegate;
