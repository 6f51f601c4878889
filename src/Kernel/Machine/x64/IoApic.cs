using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The machine's interrupt routers (Intel 82093AA): each serves the lines from its first one on.</summary>
internal static class IoApic
{
    private const uint RedirectionTable = 0x10;
    private const uint ActiveLow = 1 << 13;
    private const uint LevelTriggered = 1 << 15;
    private const uint Masked = 1 << 16;

    private static readonly Register<uint> s_select = new(0);
    private static readonly Register<uint> s_data = new(0x10);

    private static InterruptSpinMutex<Routers> s_routers;

    /// <summary>Maps the registers of what the firmware names and masks all pins. Once; false when they cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>(in AcpiInformation acpi)
        where TMapper : struct, IDeviceMapper
    {
        using var routers = s_routers.Lock();
        for (int i = 0; i < acpi.InterruptControllerCount; i++)
        {
            InterruptController description = acpi.InterruptController(i);
            if (!RegisterWindow.TryMap<TMapper>(description.Address, 0x20, out RegisterWindow window))
            {
                return false;
            }

            var router = new Router(window, description.FirstLine);
            router.MaskAll();
            routers.Value.Add(router);
        }

        return true;
    }

    /// <summary>Sends a line to a vector of the CPU whose local APIC has that identifier, which is below 255; false when no router has a pin for it.</summary>
    public static bool TryEnable(uint line, InterruptSignal signal, byte vector, uint identifier)
    {
        using var routers = s_routers.Lock();
        for (int i = 0; i < routers.Value.Count; i++)
        {
            Router router = routers.Value[i];
            uint entry = vector | ((signal & InterruptSignal.ActiveLow) != 0 ? ActiveLow : 0) | ((signal & InterruptSignal.Level) != 0 ? LevelTriggered : 0);
            if (router.TryRoute(line, entry, identifier))
            {
                return true;
            }
        }

        return false;
    }

    private readonly struct Router
    {
        private readonly RegisterWindow _window;
        private readonly uint _firstLine;

        public Router(RegisterWindow window, uint firstLine)
        {
            _window = window;
            _firstLine = firstLine;
        }

        private uint LastPin
        {
            get
            {
                _window.Write(s_select, 1u);
                return _window.Read(s_data) >> 16 & 0xFF;
            }
        }

        public void MaskAll()
        {
            for (uint pin = 0, last = LastPin; pin <= last; pin++)
            {
                Write(RedirectionTable + (pin * 2), Masked);
            }
        }

        public bool TryRoute(uint line, uint entry, uint identifier)
        {
            uint pin = line - _firstLine;
            if (pin > LastPin)
            {
                return false;
            }

            Write(RedirectionTable + (pin * 2) + 1, identifier << 24);
            Write(RedirectionTable + (pin * 2), entry);
            return true;
        }

        private void Write(uint register, uint value)
        {
            _window.Write(s_select, register);
            _window.Write(s_data, value);
        }
    }

    private struct Routers
    {
        private Array _routers;

        public int Count { get; private set; }

        public Router this[int index] => _routers[index];

        public void Add(Router router) => _routers[Count++] = router;

        [InlineArray(AcpiInformation.MaximumInterruptControllers)]
        private struct Array
        {
            private Router _first;
        }
    }
}
