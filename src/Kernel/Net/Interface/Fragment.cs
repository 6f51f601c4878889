using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A fragment on its way into the reassembler: a frame that starts with its IP header.</summary>
internal struct Fragment
{
    /// <summary>The frame.</summary>
    public Handle<Packet> Packet;

    /// <summary>The length of everything before the fragment's payload.</summary>
    public int HeaderLength;

    /// <summary>Where the payload stands in that of the whole packet.</summary>
    public int Offset;

    /// <summary>Whether more fragments follow behind this one.</summary>
    public bool MoreFragments;
}
