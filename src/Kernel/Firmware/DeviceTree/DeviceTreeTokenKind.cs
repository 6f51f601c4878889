namespace Hermit.Firmware;

/// <summary>The tokens of a device tree's structure block, by their numbers (Devicetree Specification 0.4, 5.4.1).</summary>
internal enum DeviceTreeTokenKind : uint
{
    /// <summary>No token: what is there is none, or is cut off.</summary>
    Damaged = 0,

    /// <summary>A node begins, and its name follows.</summary>
    BeginNode = 1,

    /// <summary>The node ends.</summary>
    EndNode = 2,

    /// <summary>A property of the node, with its value.</summary>
    Property = 3,

    /// <summary>To be ignored.</summary>
    Nothing = 4,

    /// <summary>The tree ends.</summary>
    End = 9,
}
