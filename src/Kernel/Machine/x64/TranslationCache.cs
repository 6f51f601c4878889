namespace Hermit.Machine;

/// <summary>What this CPU remembers of the page table (Intel SDM vol. 3, 4.10).</summary>
internal static class TranslationCache
{
    /// <summary>Forgets the page with an address.</summary>
    public static void Flush(nuint address)
    {
        unsafe
        {
            // SAFETY: only makes the CPU read the tables again.
            Instructions.FlushPage(address);
        }
    }

    /// <summary>Lets this CPU use an entry that was that of nothing before, which is not remembered: there is nothing to do.</summary>
    public static void Publish()
    {
    }

    /// <summary>Forgets all pages.</summary>
    public static void FlushAll()
    {
        unsafe
        {
            // SAFETY: as in Flush.
            Instructions.FlushTranslations();
        }
    }

    /// <summary>Walks another table from now on, and forgets the one before.</summary>
    /// <remarks>Safety: the table maps the code, data and stack in use.</remarks>
    [RequiresUnsafe]
    public static void Use(nuint root)
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Instructions.LoadPageTable(root);
        }
    }
}
