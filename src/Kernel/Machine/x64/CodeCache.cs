namespace Hermit.Machine;

/// <summary>Code that was written as data.</summary>
public static class CodeCache
{
    /// <summary>
    /// Makes every CPU fetch it as it was written, once that CPU has taken an interrupt (<see cref="Processors.Synchronize"/>), which is all that it
    /// takes here (Intel SDM vol. 3, 8.1.3).
    /// </summary>
    public static void Synchronize(nuint address, nuint bytes)
    {
    }
}
