using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>Page tables that one CPU changes while others walk them or change them too, and the frames that they are made of.</summary>
public class PageTableInterleavings
{
    private const nuint Address = 0x7000;

    [Theory]
    [InlineData(MemoryOrder.Release, true)]
    [InlineData(MemoryOrder.Relaxed, false)]
    public void A_cpu_that_walks_the_tables_finds_the_page_or_nothing(MemoryOrder order, bool holds)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var tables = new Tables { Order = order };
            PageTable<Store> table = Create(tables);
            scenario.Thread("mapper", () => Map(table, Address));
            scenario.Thread("walker", () => Assert.True(!table.TryTranslate(Address, out nuint physical) || physical == Address));
        });
        Expect.Kind(holds ? null : FailureKind.Exception, outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pages_that_two_cpus_map_under_the_lock_are_both_there(bool locks)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            PageTable<Store> table = Create(new Tables());
            var mutex = new Shared<InterruptSpinMutex<int>>();
            for (int cpu = 0; cpu < 2; cpu++)
            {
                nuint address = Address + ((nuint)cpu * PageSize.Small);
                scenario.Thread($"cpu {cpu}", () =>
                {
                    if (locks)
                    {
                        using var held = mutex.Value.Lock();
                        Map(table, address);
                    }
                    else
                    {
                        Map(table, address);
                    }
                });
            }

            scenario.Finally(() => Assert.True(table.TryTranslate(Address, out _) && table.TryTranslate(Address + PageSize.Small, out _)));
        }, new ExplorerOptions { PreemptionBound = 2 });
        Expect.Kind(locks ? null : FailureKind.Exception, outcome);
    }

    [Fact]
    public void A_frame_is_never_handed_out_twice()
    {
        Expect.Complete(Exploration.Exhaust(scenario =>
        {
            ulong[] storage = GC.AllocateArray<ulong>(1, pinned: true);
            var frames = new Shared<InterruptSpinMutex<FrameBitmap>>();
            var owners = new int[4];
            using (var bitmap = frames.Value.Lock())
            {
                bitmap.Value.Initialize((nuint)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(storage, 0), (nuint)owners.Length);
                bitmap.Value.Release(0, (nuint)owners.Length);
            }

            for (int cpu = 0; cpu < 2; cpu++)
            {
                scenario.Thread($"cpu {cpu}", () =>
                {
                    nuint first;
                    using (var bitmap = frames.Value.Lock())
                    {
                        Assert.True(bitmap.Value.TryTake(2, 2, out first));
                    }

                    Assert.Equal((1, 1), (++owners[first], ++owners[first + 1]));
                    owners.AsSpan((int)first, 2).Clear();
                    using (var bitmap = frames.Value.Lock())
                    {
                        bitmap.Value.Release(first, 2);
                    }
                });
            }

            scenario.Finally(() =>
            {
                using var bitmap = frames.Value.Lock();
                Assert.Equal((nuint)owners.Length, bitmap.Value.Free);
            });
        }));
    }

    private static PageTable<Store> Create(Tables tables)
    {
        Assert.True(PageTable<Store>.TryCreate(new Store(tables), out PageTable<Store> table));
        return table;
    }

    private static void Map(PageTable<Store> table, nuint address)
    {
        unsafe
        {
            // SAFETY: the table maps nothing for anybody.
            Assert.True(table.TryMap(address, address, PageSize.Small, PageAccess.ReadWrite));
        }
    }

    // Frames hold what was there before until they are cleared. Only the entries that the addresses here need exist.
    private sealed class Tables
    {
        private const int Places = 16;

        private readonly List<AtomicUInt64[]> _tables = [];

        public MemoryOrder Order { get; init; } = MemoryOrder.Release;

        public nuint Add()
        {
            var entries = new AtomicUInt64[Places];
            Array.Fill(entries, new AtomicUInt64(ulong.MaxValue));
            _tables.Add(entries);
            nuint table = (nuint)_tables.Count * PageSize.Small;
            At(table, 0).Store(0, MemoryOrder.Relaxed);
            At(table, (int)(Address / PageSize.Small)).Store(0, MemoryOrder.Relaxed);
            At(table, (int)(Address / PageSize.Small) + 1).Store(0, MemoryOrder.Relaxed);
            return table;
        }

        public ref AtomicUInt64 At(nuint table, int index)
        {
            Assert.InRange((int)(table / PageSize.Small), 1, _tables.Count);
            return ref _tables[(int)(table / PageSize.Small) - 1][index];
        }
    }

    private readonly struct Store(Tables tables) : IPageTableStore
    {
        public bool TryAllocate(out nuint table)
        {
            table = tables.Add();
            return true;
        }

        public ulong Read(nuint table, int index) => tables.At(table, index).Load(MemoryOrder.Acquire);

        public void Write(nuint table, int index, ulong entry) => tables.At(table, index).Store(entry, tables.Order);
    }
}
