namespace Hermit.Scheduling;

/// <summary>Where thread stacks are: in the lower half of the canonical addresses, above all memory and devices.</summary>
internal static class StackAddresses
{
    /// <summary>The first address of the window.</summary>
    public static nuint Start => unchecked((nuint)0x7000_0000_0000);
}
