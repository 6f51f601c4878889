namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
public interface ITuple;
