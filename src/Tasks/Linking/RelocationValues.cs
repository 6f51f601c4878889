namespace Hermit.Tasks.Linking;

/// <summary>The addresses that go into a relocation's value.</summary>
/// <param name="Place">P: the address of the field.</param>
/// <param name="Symbol">S: the address of the symbol.</param>
/// <param name="GotSlot">G: the address of the symbol's slot in the global offset table, or 0 when it has none.</param>
/// <param name="ThreadPointer">The address in the TLS template that the thread pointer corresponds to.</param>
/// <param name="ThreadStart">The address of the TLS template.</param>
internal readonly record struct RelocationValues(ulong Place, ulong Symbol, ulong GotSlot, ulong ThreadPointer, ulong ThreadStart);
