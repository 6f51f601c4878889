using System;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>What the program is called: the name of its assembly, which the build put into the configuration.</summary>
internal static class ProgramName
{
    private static OnceCell<PermanentBlock> s_path;

    /// <summary>The name.</summary>
    public static ReadOnlySpan<byte> Name => Configuration.TryGet("program"u8, out ReadOnlySpan<byte> value) && !value.IsEmpty ? value : "program"u8;

    /// <summary>The path that the program would have as a file. The image is not in the file system.</summary>
    public static ReadOnlySpan<byte> Path => s_path.GetOrCreate(default(Initializer)).Span;

    private readonly struct Initializer : IInitializer<PermanentBlock>
    {
        public PermanentBlock Create()
        {
            ReadOnlySpan<byte> folder = "/app/"u8;
            ReadOnlySpan<byte> name = Name;
            Panic.Unless(PermanentBlock.TryAllocate(folder.Length + name.Length, out PermanentBlock path), "There is no memory for the program's name.");
            folder.CopyTo(path.Span);
            name.CopyTo(path.Span.Slice(folder.Length));
            return path;
        }
    }
}
