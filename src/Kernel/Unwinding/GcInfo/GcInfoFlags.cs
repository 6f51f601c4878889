using System;

namespace Hermit.Unwinding;

/// <summary>What the header of GC information says about a method (coreclr's <c>inc/gcinfodecoder.h</c>, GcInfoHeaderFlags).</summary>
[Flags]
public enum GcInfoFlags : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A variable number of arguments.</summary>
    VariableArguments = 0x001,

    /// <summary>A guard for the stack's buffers; what it is kept in and where it is valid follows.</summary>
    GuardCookie = 0x004,

    /// <summary>The bits for what the generic context is; its place follows when one is set.</summary>
    GenericContextMask = 0x030,

    /// <summary>Frame slots count from a register, which follows.</summary>
    StackBaseRegister = 0x040,

    /// <summary>When a funclet was reported, the frame it belongs to is not.</summary>
    ReportsOnlyLeaf = 0x080,

    /// <summary>An area that edit and continue preserves, whose size follows.</summary>
    EditAndContinue = 0x100,

    /// <summary>Native code calls the method; the place of its transition frame follows.</summary>
    ReversePInvoke = 0x200,
}
