namespace Hermit.Unwinding;

/// <summary>What a protected region does with an exception. The values are those of the compiler's encoding.</summary>
public enum ExceptionClauseKind : uint
{
    /// <summary>Catches exceptions of a type.</summary>
    Typed = 0,

    /// <summary>Runs when the region is left by an exception: <c>finally</c> and <c>fault</c>.</summary>
    Fault = 1,

    /// <summary>Catches exceptions that a filter accepts.</summary>
    Filter = 2,
}
