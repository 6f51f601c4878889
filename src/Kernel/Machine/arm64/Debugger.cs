namespace Hermit.Machine;

/// <summary>What a debugger, or QEMU in its place, does for us: semihosting (Arm, "Semihosting for AArch32 and AArch64").</summary>
internal static class Debugger
{
    private const nuint WriteByte = 3; // SYS_WRITEC
    private const nuint ExitExtended = 0x20; // SYS_EXIT_EXTENDED
    private const nuint ApplicationExit = 0x20026; // ADP_Stopped_ApplicationExit
    // Interrupts.cs.
    private static nuint Absent => nuint.MaxValue;

    /// <summary>Reports an exit code: its four bytes, the lowest first, on the debugger's console, and by ending the machine. Returns when nobody listens.</summary>
    public static unsafe void Exit(int exitCode)
    {
        int rest = exitCode;
        for (int i = 0; i < sizeof(int); i++)
        {
            byte value = (byte)rest;
            rest >>= 8;

            // SAFETY: the operation reads one byte.
            if (Instructions.CallDebugger(WriteByte, (nuint)(&value)) == Absent)
            {
                return;
            }
        }

        Parameters parameters;
        parameters.Reason = ApplicationExit;
        parameters.Code = (uint)exitCode;

        // SAFETY: the operation reads two words.
        Instructions.CallDebugger(ExitExtended, (nuint)(&parameters));
    }

    private struct Parameters
    {
        public nuint Reason, Code;
    }
}
