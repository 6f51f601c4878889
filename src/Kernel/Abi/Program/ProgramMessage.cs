using System;

namespace Hermit.Abi;

/// <summary>A message of the program's (System.Native's MessageHeader): its buffers, and places for an address and for what is told beside the data.</summary>
[FromProgram]
public readonly ref struct ProgramMessage
{
    private readonly unsafe Header* _header;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: such a structure stands there, its buffers are as long as it says, and both live as long as the value is used.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramMessage(void* header)
    {
        _header = (Header*)header;
    }

    /// <summary>The data.</summary>
    public unsafe ProgramBuffers Buffers
    {
        get
        {
            // SAFETY: whoever made the value vouched for the structure.
            return new ProgramBuffers(_header->Vectors, _header->VectorCount < 0 ? 0 : _header->VectorCount);
        }
    }

    /// <summary>The place for an address.</summary>
    public unsafe Span<byte> Address
    {
        get
        {
            // SAFETY: whoever made the value vouched for the structure.
            return _header->Address == null || _header->AddressLength < 0 ? default : new Span<byte>(_header->Address, _header->AddressLength);
        }
    }

    /// <summary>The place for what is told beside the data.</summary>
    public unsafe Span<byte> Control
    {
        get
        {
            // SAFETY: whoever made the value vouched for the structure.
            return _header->Control == null || _header->ControlLength < 0 ? default : new Span<byte>(_header->Control, _header->ControlLength);
        }
    }

    /// <summary>Says how much of the places was used, and what is to be known of the data.</summary>
    public unsafe void SetResult(int addressLength, int controlLength, int flags)
    {
        // SAFETY: whoever made the value vouched for the structure.
        _header->AddressLength = addressLength;
        _header->ControlLength = controlLength;
        _header->Flags = flags;
    }

    private struct Header
    {
        public unsafe void* Address;
        public unsafe void* Vectors;
        public unsafe void* Control;
        public int AddressLength;
        public int VectorCount;
        public int ControlLength;
        public int Flags;
    }
}
