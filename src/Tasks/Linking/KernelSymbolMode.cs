namespace Hermit.Tasks.Linking;

/// <summary>Which functions the image can name in a panic.</summary>
public enum KernelSymbolMode
{
    /// <summary>None: the smallest image.</summary>
    None,

    /// <summary>Those of the kernel, that is, of archive members.</summary>
    Kernel,

    /// <summary>Also those of the program.</summary>
    All,
}
