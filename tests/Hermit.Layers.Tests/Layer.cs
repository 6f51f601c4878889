namespace Hermit.Layers.Tests;

/// <summary>The kernel's projects, lower ones first: a project needs no symbol of one after it (docs/architecture.md).</summary>
public enum Layer
{
    CoreLib,
    Sync,
    Abi,
    Firmware,
    Machine,
    Memory,
    Scheduling,
    Devices,
    Net,
    Files,
    Descriptors,
    Unwinding,
    Mathematics,
    Cryptography,
    Runtime,
    Platform,
    Border,
    Kernel,
}
