using System.Runtime.CompilerServices;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>Describes instructions of the running image, from memory where possible.</summary>
internal static class FrameTable
{
    private static FrameCache s_cache;

    /// <summary>Describes <paramref name="instruction"/>. False when the unwind tables do not cover it.</summary>
    /// <remarks>May be called anywhere, with interrupts masked too; does not block.</remarks>
    public static bool TryDescribe(ulong instruction, out FrameDescription description)
    {
        if (FrameCache.TryGet(ref s_cache, instruction, out description))
        {
            return true;
        }

        return TryRead(instruction, out description);
    }

    /// <summary>
    /// Replaces <paramref name="registers"/> by those of the caller. False at the outermost frame, and where the tables or the
    /// stack give no sense.
    /// </summary>
    public static bool TryUndo(in FrameDescription description, ref UnwindRegisters registers) =>
        description.Layout.TryUndo(ref registers, ThreadExceptionState.GetStackFrom(registers.StackPointer));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryRead(ulong instruction, out FrameDescription description)
    {
        if (!FrameDescription.TryRead(ImageMap.Current.Sections, instruction, out description))
        {
            return false;
        }

        FrameCache.Add(ref s_cache, description);
        return true;
    }
}
