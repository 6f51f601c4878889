namespace Hermit.Runtime.Exceptions;

/// <summary>What <c>RhThrowHwEx</c> is told about a fault: <c>System.Runtime.EH.HwExceptionCode</c> of .NET 10.</summary>
internal enum HardwareExceptionCode : uint
{
    /// <summary>A null reference in managed code. Gives NullReferenceException.</summary>
    NullReference = 0,

    /// <summary>A null reference in a helper; the address is that of the call. Gives NullReferenceException.</summary>
    HelperNullReference = 0x42,

    /// <summary>STATUS_DATATYPE_MISALIGNMENT. Gives DataMisalignedException.</summary>
    DatatypeMisalignment = 0x8000_0002,

    /// <summary>STATUS_ACCESS_VIOLATION. Ends the program: memory may be corrupt.</summary>
    AccessViolation = 0xC000_0005,

    /// <summary>STATUS_ILLEGAL_INSTRUCTION. Ends the program.</summary>
    IllegalInstruction = 0xC000_001D,

    /// <summary>STATUS_INTEGER_DIVIDE_BY_ZERO. Gives DivideByZeroException.</summary>
    IntegerDivideByZero = 0xC000_0094,

    /// <summary>STATUS_INTEGER_OVERFLOW. Gives OverflowException.</summary>
    IntegerOverflow = 0xC000_0095,

    /// <summary>STATUS_PRIVILEGED_INSTRUCTION. Ends the program.</summary>
    PrivilegedInstruction = 0xC000_0096,
}
