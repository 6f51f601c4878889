using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The power button: a pin of a GPIO controller (PL061, Arm DDI 0190), which the device tree names.</summary>
public static class PowerButton
{
    private const nuint Bytes = 0x1000;

    private static readonly Register<uint> s_direction = new(0x400); // GPIODIR
    private static readonly Register<uint> s_sense = new(0x404); // GPIOIS: 0 is by an edge
    private static readonly Register<uint> s_bothEdges = new(0x408); // GPIOIBE
    private static readonly Register<uint> s_event = new(0x40C); // GPIOIEV: 1 is the rising edge
    private static readonly Register<uint> s_enable = new(0x410); // GPIOIE
    private static readonly Register<uint> s_status = new(0x418); // GPIOMIS
    private static readonly Register<uint> s_clear = new(0x41C); // GPIOIC

    private static InterruptOnceCell<RegisterWindow> s_registers;
    private static AtomicUInt32 s_pin;

    /// <summary>Has a handler called when it may have been pressed; false when the machine has none.</summary>
    public static bool TryEnable<THandler, TMapper>()
        where THandler : struct, IInterruptHandler
        where TMapper : struct, IDeviceMapper
    {
        ref readonly TreeInformation tree = ref MachineTree.Information;
        MmioDescription controller = tree.PowerController;
        if (controller.Size < Bytes || controller.Interrupt == 0
            || !RegisterWindow.TryMap<TMapper>((nuint)controller.Address, Bytes, out RegisterWindow window) || !s_registers.TrySet(window))
        {
            return false;
        }

        uint pin = 1u << tree.PowerPin;
        s_pin.Store(pin, MemoryOrder.Relaxed);
        window.Write(s_direction, window.Read(s_direction) & ~pin);
        window.Write(s_sense, window.Read(s_sense) & ~pin);
        window.Write(s_bothEdges, window.Read(s_bothEdges) & ~pin);
        window.Write(s_event, window.Read(s_event) | pin);
        window.Write(s_clear, pin);
        window.Write(s_enable, window.Read(s_enable) | pin);
        return new InterruptLine(controller.Interrupt, InterruptSignal.Level).TryEnable<THandler>(0);
    }

    /// <summary>Whether it was pressed since the last call, which this is told of. For the handler.</summary>
    public static bool TakePress()
    {
        uint pin = s_pin.Load(MemoryOrder.Relaxed);
        if (!s_registers.TryGet(out RegisterWindow window) || (window.Read(s_status) & pin) == 0)
        {
            return false;
        }

        window.Write(s_clear, pin);
        return true;
    }
}
