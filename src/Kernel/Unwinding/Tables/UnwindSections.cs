namespace Hermit.Unwinding;

/// <summary>The tables of one image that say how its frames are undone.</summary>
public readonly ref struct UnwindSections
{
    /// <summary>Names the tables.</summary>
    /// <param name="header">.eh_frame_hdr.</param>
    /// <param name="frames">.eh_frame.</param>
    /// <param name="image">What language-specific data, and the rest of the image's constants, is read from.</param>
    public UnwindSections(AddressedBytes header, AddressedBytes frames, AddressedBytes image)
    {
        Header = header;
        Frames = frames;
        Image = image;
    }

    /// <summary>.eh_frame_hdr: the sorted table of functions.</summary>
    public AddressedBytes Header { get; }

    /// <summary>.eh_frame: common information and frame description entries.</summary>
    public AddressedBytes Frames { get; }

    /// <summary>The loaded image, or the part of it that holds .dotnet_eh_table.</summary>
    public AddressedBytes Image { get; }
}
