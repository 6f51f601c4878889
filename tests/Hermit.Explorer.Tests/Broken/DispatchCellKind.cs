namespace Hermit.Explorer.Tests.Broken;

/// <summary>What a reader takes a dispatch cell for.</summary>
internal enum DispatchCellKind
{
    /// <summary>A cell for a slot of an interface, with or without a cache.</summary>
    Interface,

    /// <summary>A cell for an offset in the virtual method table.</summary>
    TableOffset,
}
