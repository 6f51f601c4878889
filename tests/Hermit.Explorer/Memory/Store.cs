namespace Hermit.Explorer;

/// <summary>One store to an atomic location: its value, and the view that a load with acquire order takes over from it.</summary>
internal readonly record struct Store(long Value, View Released);
