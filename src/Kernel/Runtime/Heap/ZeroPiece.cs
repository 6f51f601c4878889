using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>What memory is zeroed by at a time.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct ZeroPiece;
