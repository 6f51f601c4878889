namespace System;

/// <summary>Known to the compiler; the kernel has no reflection.</summary>
internal abstract class RuntimeType : Type;
