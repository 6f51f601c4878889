using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Runtime.Modules;

/// <summary>The Runtime ABI of modules. There is one: the program.</summary>
// SAFETY: the core library passes handles that it got here and pointers to variables of its own; headers, rows and blobs are the compiler's.
internal static unsafe class ModuleExports
{
    private const int FirstBlob = 300;

    private static TakeStatic<TypeManager> s_program;

    [RuntimeExport("RhpRegisterOsModule")]
    private static nuint RegisterOsModule(nuint handle) => handle;

    [RuntimeExport("RhpCreateTypeManager")]
    private static TypeManager* CreateTypeManager(nuint osHandle, ReadyToRunHeader* header, void** classLibraryFunctions, uint classLibraryFunctionCount)
    {
        Panic.Unless(header->IsValid, "the program's module header is not of the version that this kernel knows");
        fixed (TypeManager* manager = &s_program.Take())
        {
            // SAFETY: a static never moves.
            manager->OsHandle = osHandle;
            manager->Header = header;
            return manager;
        }
    }

    [RuntimeExport("RhpGetModuleSection")]
    private static byte* GetModuleSection(TypeManager** handle, int id, int* length)
    {
        ModuleSection* section = ReadyToRunHeader.Find((*handle)->Header, id);
        *length = section is null ? 0 : section->Length;
        return section is null ? null : section->Start;
    }

    [RuntimeExport("RhFindBlob")]
    private static uint FindBlob(TypeManager** handle, uint id, byte** blob, uint* length)
    {
        ModuleSection* section = ReadyToRunHeader.Find((*handle)->Header, FirstBlob + (int)id);
        *blob = section is null ? null : section->Start;
        *length = section is null ? 0 : (uint)section->Length;
        return section is null ? 0u : 1u;
    }

    [RuntimeExport("RhGetOSModuleFromPointer")]
    private static nuint GetOsModule(nuint address)
    {
        MemoryRange image = ImageLayout.Image;
        return address - image.Start < image.Length ? image.Start : 0;
    }

    // The image has no path. Its name is the program's: what stack traces show for code without metadata.
    [RuntimeExport("RhGetModuleFileName")]
    private static int GetModuleFileName(nuint module, byte** name)
    {
        if (!Configuration.TryGet("program"u8, out ReadOnlySpan<byte> program))
        {
            program = "program"u8;
        }

        // SAFETY: the configuration is text in memory that stays; the caller passes a variable of its own.
        fixed (byte* text = program)
        {
            *name = text;
        }

        return program.Length;
    }

    [RuntimeExport("RhGetKnobValues")]
    private static uint GetKnobValues(byte*** keys, byte*** values)
    {
        // A count, padding, the keys, the values.
        uint* knobs = *(uint**)LinkerSymbol.Address(&Knobs);
        byte** first = (byte**)(knobs + 2);
        *keys = first;
        *values = first + knobs[0];
        return knobs[0];
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramKnobs")]
    private static extern void Knobs();
}
