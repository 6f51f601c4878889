using Hermit.Explorer.Tests.Broken;
using Hermit.Runtime.Dispatch;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>
/// Interface dispatch while a cell gets its first cache, or a larger one. The stubs are assembly; what they load, and in which order, is
/// written here again. Their loads are acquiring ones, as every load is on x64; an architecture with weaker loads must ask for it.
/// </summary>
public class DispatchInterleavings
{
    private const nuint Interface = 0x5000;
    private const nuint InitialStub = 1;
    private const nuint OneStub = 2;
    private const nuint TableStub = 3;
    private const nuint FirstCache = 0x7000_0000;
    private const nuint LargerCache = 0x7000_1000;

    [Fact]
    public void A_cell_that_is_described_while_it_gets_a_cache_has_either_its_interface_or_the_cache()
    {
        Expect.Complete(Exploration.Exhaust(scenario =>
        {
            var cell = new Cell();
            scenario.Thread("caller that resolves", () => DispatchPublication.Publish(ref cell.Stub, ref cell.Value, OneStub, FirstCache));
            scenario.Thread("caller that asks", () =>
            {
                DispatchCellValue value = DispatchCellValue.Read(ref cell.Value);
                Assert.False(value.IsTableOffset);
                Assert.Equal(value.Cache == 0 ? Interface : FirstCache, value.Cache == 0 ? value.GetInterface(0) : value.Cache);
            });
        }));
    }

    [Fact]
    public void A_cell_that_is_read_twice_is_found_to_take_a_cache_for_an_offset()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Cell();
            scenario.Thread("caller that resolves", () => DispatchPublication.Publish(ref cell.Stub, ref cell.Value, OneStub, FirstCache));
            scenario.Thread("caller that asks", () => Assert.Equal(DispatchCellKind.Interface, TwiceReadCell.Describe(ref cell.Value, out _)));
        });
        Expect.Failure(FailureKind.Exception, outcome);
    }

    [Theory]
    [InlineData(MemoryOrder.Acquire, true)]
    [InlineData(MemoryOrder.Relaxed, false)]
    public void A_stub_finds_the_cache_that_it_was_made_for_or_a_later_one(MemoryOrder load, bool holds)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Cell();
            scenario.Thread("caller that resolves", () =>
            {
                DispatchPublication.Publish(ref cell.Stub, ref cell.Value, OneStub, FirstCache);
                DispatchPublication.Publish(ref cell.Stub, ref cell.Value, TableStub, LargerCache);
            });
            scenario.Thread("caller", () => Call(cell, load));
        });
        Expect.Kind(holds ? null : FailureKind.Exception, outcome);
    }

    [Fact]
    public void A_stub_that_is_published_before_its_cache_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Cell();
            scenario.Thread("caller that resolves", () => StubFirstPublication.Publish(ref cell.Stub, ref cell.Value, OneStub, FirstCache));
            scenario.Thread("caller", () => Call(cell, MemoryOrder.Acquire));
        });
        Expect.Failure(FailureKind.Exception, outcome);
    }

    [Fact]
    public void An_entry_whose_type_is_seen_has_its_target()
    {
        Expect.Complete(Exploration.Exhaust(scenario =>
        {
            var entry = new Shared<DispatchEntry>();
            scenario.Thread("caller that resolves", () => entry.Value.Set(type: 8, target: 64));
            scenario.Thread("caller", () => Assert.Equal(64u, entry.Value.Type == 8 ? entry.Value.Target : 64));
        }));
    }

    [Fact]
    public void An_entry_whose_type_is_written_first_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var entry = new Shared<TypeFirstEntry>();
            scenario.Thread("caller that resolves", () => entry.Value.Set(type: 8, target: 64));
            scenario.Thread("caller", () => Assert.Equal(64u, entry.Value.Type == 8 ? entry.Value.Target : 64));
        });
        Expect.Failure(FailureKind.Exception, outcome);
    }

    // The jump through the cell, then what the stub does first.
    private static void Call(Cell cell, MemoryOrder load)
    {
        nuint stub = cell.Stub.Load(load);
        if (stub != InitialStub)
        {
            nuint cache = cell.Value.Load(load);
            Assert.True(stub == OneStub ? cache is FirstCache or LargerCache : cache == LargerCache);
        }
    }

    private sealed class Cell
    {
        public AtomicNuint Stub = new(InitialStub);
        public AtomicNuint Value = new(DispatchCellValue.ForInterface(Interface));
    }
}
