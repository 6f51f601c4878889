namespace Hermit.Machine;

/// <summary>A generator of random numbers in the CPU.</summary>
internal interface IRandomInstruction
{
    /// <summary>Whether the CPU has it.</summary>
    static abstract bool IsAvailable { get; }

    /// <summary>The next 64 bits; false when the generator has none at the moment, or at all.</summary>
    static abstract bool TryNext(out ulong value);

    /// <summary>Lets a moment pass.</summary>
    static abstract void Wait();
}
