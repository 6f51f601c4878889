using System.Runtime.CompilerServices;

// The border calls the exports, which nobody else does.
[assembly: InternalsVisibleTo("Hermit.Border")]
