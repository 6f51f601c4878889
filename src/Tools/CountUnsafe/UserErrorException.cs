namespace Hermit.CountUnsafe;

/// <summary>What was asked for cannot be counted; the message says why and what to do, and is all that the user sees.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
