using Hermit.Machine;

namespace Hermit.Runtime.Exceptions;

/// <summary>The end of a program that used up a stack. .NET does not let it catch that.</summary>
internal static class StackOverflow
{
    private const ulong StackAlignment = 16;

    /// <summary>
    /// Makes the thread report the overflow and end the program. It starts over at the top of its own stack: what is there is
    /// lost, but the thread never goes back to it, and the report needs an ordinary thread context to write in.
    /// </summary>
    public static void Redirect(TrapFrame frame)
    {
        // SAFETY: the address of a method without parameters, entered with an aligned stack, and nothing to return to.
        unsafe
        {
            ref TrapRegisters registers = ref frame.Change();
            registers.Sp = ThreadExceptionState.Current.StackHigh & ~(StackAlignment - 1);
            registers.Fp = 0;
            registers.Lr = 0;
            registers.Pc = (ulong)(delegate*<void>)&Report;
        }
    }

    private static void Report() => FatalError.Stop("Stack overflow.\nProcess is terminating due to StackOverflowException.\n"u8);
}
