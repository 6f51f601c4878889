using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The battery-backed clock (PL031, Arm DDI 0224), which we read once.</summary>
internal static class RealTimeClock
{
    private static readonly Register<uint> s_data = new(0); // RTCDR: seconds since 1970

    private static OnceCell<RegisterWindow> s_registers;

    /// <summary>Maps the registers, where the machine has them; false when that fails. Once.</summary>
    public static bool TryInitialize<TMapper>(MemoryRange range)
        where TMapper : struct, IDeviceMapper =>
        range.Length < sizeof(uint) || (RegisterWindow.TryMap<TMapper>(range.Start, range.Length, out RegisterWindow window) && s_registers.TrySet(window));

    /// <summary>Seconds since 1970-01-01 UTC; 0 when there is no such clock.</summary>
    public static long ReadSeconds() => s_registers.TryGet(out RegisterWindow window) ? window.Read(s_data) : 0;
}
