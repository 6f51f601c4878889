namespace Hermit.Guest.Tests.Building;

/// <summary>A program, or the kernel and its packages, could not be built; the message has the build's output.</summary>
internal sealed class BuildFailedException(string message) : Exception(message);
