namespace Hermit.Analyzers;

/// <summary>What is wrong with a static field, if anything.</summary>
internal enum StaticHazard
{
    /// <summary>It cannot change, belongs to one thread, or synchronises its users.</summary>
    None,

    /// <summary>It can change, and nothing orders the threads that see it.</summary>
    Mutable,

    /// <summary>It holds a synchronising object that can be replaced by another.</summary>
    Replaceable,
}
