namespace Hermit.Machine;

/// <summary>Code that was written as data.</summary>
public static class CodeCache
{
    /// <summary>Makes every CPU fetch it as it was written, once that CPU has taken an interrupt (<see cref="Processors.Synchronize"/>). The range is mapped.</summary>
    public static void Synchronize(nuint address, nuint bytes)
    {
        unsafe
        {
            // SAFETY: only caches change; an address that is not mapped is a fault that is reported.
            Instructions.SynchronizeCode(address, bytes);
        }
    }
}
