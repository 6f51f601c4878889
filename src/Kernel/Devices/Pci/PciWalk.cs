using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>All PCI functions, bus by bus from 0, and the buses behind bridges as firmware numbered them.</summary>
internal struct PciWalk
{
    private const int LastDevice = 31;
    private const int LastFunction = 7;

    private BusSet _known;
    private int _bus;
    private int _device;
    private int _function;

    /// <summary>Before the first function.</summary>
    public static PciWalk Begin()
    {
        PciWalk walk = default;
        walk._known.Add(0);
        walk._function = -1;
        return walk;
    }

    /// <summary>Goes to the next function; false when there are no more.</summary>
    public bool TryNext(out PciFunction function)
    {
        while (_bus >= 0)
        {
            if (++_function > LastFunction)
            {
                NextDevice();
                continue;
            }

            if (!PciFunction.TryOpen(new PciLocation((byte)_bus, _device, _function), out function))
            {
                // Without a first function there are no others.
                _function = _function == 0 ? LastFunction : _function;
                continue;
            }

            byte behind = function.BusBehind;
            if (behind > _bus)
            {
                _known.Add(behind);
            }

            if (_function == 0 && !function.HasMoreFunctions)
            {
                _function = LastFunction;
            }

            return true;
        }

        function = default;
        return false;
    }

    private void NextDevice()
    {
        _function = -1;
        if (++_device > LastDevice)
        {
            _device = 0;
            _bus = _known.Next(_bus);
        }
    }

    // Numbers up to 255: every bus behind a bridge has a higher number than the bridge's.
    private struct BusSet
    {
        private ulong _first;
        private ulong _second;
        private ulong _third;
        private ulong _fourth;

        public void Add(int bus) => Word(ref this, bus) |= 1ul << (bus & 63);

        public int Next(int bus)
        {
            for (int next = bus + 1; next < 256; next++)
            {
                if ((Word(ref this, next) >> (next & 63) & 1) != 0)
                {
                    return next;
                }
            }

            return -1;
        }

        private static ref ulong Word(ref BusSet set, int bus)
        {
            switch (bus >> 6)
            {
                case 0:
                    return ref set._first;
                case 1:
                    return ref set._second;
                case 2:
                    return ref set._third;
                default:
                    return ref set._fourth;
            }
        }
    }
}
