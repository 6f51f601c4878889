namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
public static class IsExternalInit;
