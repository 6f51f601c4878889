namespace Hermit.Machine;

/// <summary>The power button: not used yet on AArch64, where it is a pin of a GPIO controller.</summary>
public static class PowerButton
{
    /// <summary>Has a handler called when it may have been pressed; false: there is none.</summary>
    public static bool TryEnable<THandler, TMapper>()
        where THandler : struct, IInterruptHandler
        where TMapper : struct, IDeviceMapper => false;

    /// <summary>Whether it was pressed since the last call.</summary>
    public static bool TakePress() => false;
}
