using System;
using System.Runtime;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>The entry point behind <c>Environment.StackTrace</c> and <c>System.Diagnostics.StackTrace</c>.</summary>
internal static class StackTraceExports
{
    /// <summary>
    /// Does what <c>RhpGetCurrentThreadStackTrace</c> is for, with the registers of its caller: writes the return addresses of the
    /// managed frames from the one that holds <paramref name="addressInFirstFrame"/> on.
    /// </summary>
    /// <returns>The number of frames, negated when the buffer is too short for all; then its contents are the innermost ones.</returns>
    [RuntimeExport("HermitCollectStackTrace")]
    private static unsafe int Collect(nint* output, uint length, ulong addressInFirstFrame, UnwindRegisters* caller)
    {
        // SAFETY: the managed caller passes a pinned buffer of that length; the assembly helper passes registers that it recorded.
        unsafe
        {
            Span<nint> buffer = new(output, (int)length);
            StackTraceWalk walk = new(*caller);
            int count = 0;
            while (walk.TryGetNext(out UnwindRegisters frame))
            {
                if (frame.StackPointer < addressInFirstFrame)
                {
                    continue;
                }

                if (count < buffer.Length)
                {
                    buffer[count] = (nint)frame.InstructionPointer;
                }

                count++;
            }

            return count <= buffer.Length ? count : -count;
        }
    }
}
