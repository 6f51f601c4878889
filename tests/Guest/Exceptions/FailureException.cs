namespace Hermit.Guest.Exceptions;

/// <summary>An exception that no library throws.</summary>
internal sealed class FailureException(string? message = null, Exception? inner = null) : Exception(message, inner);
