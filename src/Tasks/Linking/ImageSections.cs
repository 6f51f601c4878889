namespace Hermit.Tasks.Linking;

/// <summary>Sections that the linker makes for the kernel.</summary>
internal static class ImageSections
{
    /// <summary>Function names for the panic stack.</summary>
    public const string Symbols = ".hermit.symbols";

    /// <summary>The configuration text.</summary>
    public const string Configuration = ".hermit.configuration";

    /// <summary>The initial file system.</summary>
    public const string Files = ".hermit.files";
}
