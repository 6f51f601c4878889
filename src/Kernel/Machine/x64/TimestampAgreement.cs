using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// Makes the timestamp counter of a CPU that starts agree with the boot CPU's, so that time is the same on every CPU (Intel SDM vol. 3, 17.17). The
/// starting CPU asks what the time is: an answer from before the question or after its arrival shows that they differ, and by how much.
/// </summary>
/// <remarks>What remains is less than a message from one CPU to another takes, so no thread sees time go back.</remarks>
internal static class TimestampAgreement
{
    private const uint TimestampRegister = 0x10;
    private const int Questions = 8;
    private const int Corrections = 8;

    private static AtomicBool s_asked;
    private static AtomicUInt64 s_answer;

    /// <summary>On the boot CPU, again and again while another one starts: answers a question.</summary>
    public static void Answer()
    {
        if (s_asked.Load(MemoryOrder.Acquire))
        {
            s_answer.Store(Timestamp.Now, MemoryOrder.Relaxed);
            s_asked.Store(false, MemoryOrder.Release);
        }
    }

    /// <summary>On the CPU that starts: compares, and corrects the counter if need be; false when it cannot be corrected.</summary>
    public static bool TryReach()
    {
        int corrections = 0;
        for (int question = 0; question < Questions; question++)
        {
            ulong before = Timestamp.Now;
            ulong answer = Ask();
            ulong after = Timestamp.Now;
            if (answer >= before && answer <= after)
            {
                continue;
            }

            if (corrections++ == Corrections)
            {
                return false;
            }

            Correct(answer - before - ((after - before) / 2));
            question = -1;
        }

        return true;
    }

    private static ulong Ask()
    {
        s_asked.Store(true, MemoryOrder.Release);
        while (s_asked.Load(MemoryOrder.Acquire))
        {
            Cpu.Pause();
        }

        return s_answer.Load(MemoryOrder.Relaxed);
    }

    // By that much forward, modulo 2^64.
    private static void Correct(ulong ticks)
    {
        unsafe
        {
            // SAFETY: every CPU has the register, which counts and nothing else; this one has not told anybody the time yet.
            Instructions.WriteMsr(TimestampRegister, Timestamp.Now + ticks);
        }
    }
}
