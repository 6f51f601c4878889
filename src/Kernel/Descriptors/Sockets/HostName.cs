using System;

using Hermit.Machine;

namespace Hermit.Descriptors;

/// <summary>What the machine calls itself: the setting <c>hostname</c>.</summary>
public static class HostName
{
    /// <summary>The longest name there can be, in bytes (<c>HOST_NAME_MAX</c> of Linux).</summary>
    public const int MaximumBytes = 64;

    /// <summary>The name, UTF-8.</summary>
    public static ReadOnlySpan<byte> Value =>
        Configuration.TryGet("hostname"u8, out ReadOnlySpan<byte> value) && value.Length is > 0 and <= MaximumBytes ? value : "hermit"u8;
}
