namespace Hermit.Machine;

/// <summary>A counter to compare the timestamp counter with.</summary>
internal interface ICounter
{
    /// <summary>Its value.</summary>
    static abstract uint Value { get; }
}
