using Hermit.Explorer.Tests.Broken;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>
/// A frame that is taken from a page and used for something else, against CPUs that remember the page. What a CPU remembers it may look up at any
/// moment, asked for or not: an interrupt of the explorer's plays that part.
/// </summary>
public class FlushInterleavings
{
    private const ulong Mapped = 1;
    private const ulong Nothing = 0;
    private const ulong Unknown = 2;

    [Fact]
    public void A_frame_is_used_again_when_no_cpu_remembers_its_page() => Expect.Kind(null, Reuse(waits: true, hasty: false));

    [Fact]
    public void A_frame_that_is_used_again_without_waiting_is_found() => Expect.Kind(FailureKind.DataRace, Reuse(waits: false, hasty: false));

    [Fact]
    public void A_cpu_that_flushes_before_it_looks_what_it_was_asked_for_is_found() => Expect.Kind(FailureKind.DataRace, Reuse(waits: true, hasty: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cpus_that_ask_at_once_with_interrupts_masked_answer_each_other(bool serve)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var rendezvous = new Shared<Rendezvous>();
            for (int number = 0; number < 2; number++)
            {
                int self = number;
                scenario.Thread($"cpu {self}", () =>
                {
                    ulong request = rendezvous.Value.Ask();
                    do
                    {
                        if (serve)
                        {
                            rendezvous.Value.Serve(self, default(NoAction));
                        }

                        if (!rendezvous.Value.HasAnswered(1 - self, request))
                        {
                            Spin.Wait();
                        }
                    }
                    while (!rendezvous.Value.HasAnswered(1 - self, request));
                    rendezvous.Value.Serve(self, default(NoAction));
                });
            }
        }, new ExplorerOptions { PreemptionBound = 3 });
        Expect.Kind(serve ? null : FailureKind.Deadlock, outcome);
    }

    private static Outcome Reuse(bool waits, bool hasty) => Exploration.Exhaust(scenario =>
    {
        var entry = new Shared<AtomicUInt64>();
        var remembered = new Shared<AtomicUInt64>();
        var frame = new Shared<Plain<int>>();
        var rendezvous = new Shared<Rendezvous>();
        var hastyRendezvous = new Shared<HastyRendezvous>();
        entry.Value.Store(Mapped, MemoryOrder.Relaxed);
        remembered.Value.Store(Unknown, MemoryOrder.Relaxed);
        var forget = new Forget(remembered);

        // Between the instructions of a program there may be an interrupt.
        void Interrupt()
        {
            if (hasty)
            {
                hastyRendezvous.Value.Serve(1, forget);
            }
            else
            {
                rendezvous.Value.Serve(1, forget);
            }
        }

        bool HasAnswered() => hasty ? hastyRendezvous.Value.HasAnswered(1, 1) : rendezvous.Value.HasAnswered(1, 1);

        scenario.Thread("unmapper", () =>
        {
            entry.Value.Store(Nothing, MemoryOrder.Relaxed);
            if (hasty)
            {
                hastyRendezvous.Value.Ask();
            }
            else
            {
                rendezvous.Value.Ask();
            }

            while (waits && !HasAnswered())
            {
                Spin.Wait();
            }

            frame.Value.Write() = 2;
        });
        scenario.Thread("user", () =>
        {
            Interrupt();
            ulong page = remembered.Value.Load(MemoryOrder.Relaxed);
            if (page == Unknown)
            {
                page = entry.Value.Load(MemoryOrder.Acquire);
            }

            if (page == Mapped)
            {
                frame.Value.Write() = 1;
            }

            while (!HasAnswered())
            {
                Interrupt();
                if (!HasAnswered())
                {
                    Spin.Wait();
                }
            }
        });
        scenario.Interrupt("walker", "user", () => remembered.Value.Store(entry.Value.Load(MemoryOrder.Acquire), MemoryOrder.Relaxed));
    }, new ExplorerOptions { PreemptionBound = 3 });

    private readonly struct Forget(Shared<AtomicUInt64> remembered) : IRendezvousAction
    {
        public void Run() => remembered.Value.Store(Unknown, MemoryOrder.Relaxed);
    }

    private readonly struct NoAction : IRendezvousAction
    {
        public void Run()
        {
        }
    }
}
