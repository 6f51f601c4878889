namespace Hermit.Machine;

/// <summary>What code may do with a page. Nothing is ever writable and executable at once.</summary>
public enum PageAccess
{
    /// <summary>Nothing: every access faults.</summary>
    None,

    /// <summary>Read.</summary>
    Read,

    /// <summary>Read and write.</summary>
    ReadWrite,

    /// <summary>Read and execute.</summary>
    ReadExecute,

    /// <summary>Read and write without a cache: device registers.</summary>
    Device,
}
