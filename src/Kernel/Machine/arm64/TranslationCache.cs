namespace Hermit.Machine;

/// <summary>What CPUs remember of the page table (Arm ARM, D8.14). What one forgets here, all do.</summary>
internal static class TranslationCache
{
    /// <summary>Forgets the page with an address.</summary>
    public static void Flush(nuint address)
    {
        unsafe
        {
            // SAFETY: only makes the CPUs read the tables again.
            Instructions.FlushPage(address);
        }
    }

    /// <summary>Lets this CPU use an entry that was that of nothing before, which is not remembered: its walks have to see what was written.</summary>
    public static void Publish()
    {
        unsafe
        {
            // SAFETY: as in Flush.
            Instructions.PublishTranslations();
        }
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
