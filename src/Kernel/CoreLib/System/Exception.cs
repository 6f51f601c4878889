namespace System;

/// <summary>Known to the compiler; the kernel does not throw, it panics.</summary>
public class Exception;
