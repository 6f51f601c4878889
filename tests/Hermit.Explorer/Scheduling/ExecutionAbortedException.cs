namespace Hermit.Explorer;

/// <summary>Unwinds a thread of an execution that has been decided. Scenarios must not catch it.</summary>
internal sealed class ExecutionAbortedException() : Exception("The execution was aborted by the explorer.");
