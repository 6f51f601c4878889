using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Runtime.Modules;

/// <summary>The Runtime ABI of modules. There is one: the program.</summary>
internal static class ModuleExports
{
    private const int FirstBlob = 300;

    private static TakeStatic<TypeManager> s_program;

    [RuntimeExport("RhpRegisterOsModule")]
    private static nuint RegisterOsModule(nuint handle) => handle;

    [RuntimeExport("RhpCreateTypeManager")]
    private static ref TypeManager CreateTypeManager(nuint osHandle, ref ReadyToRunHeader header, nuint classLibraryFunctions, uint classLibraryFunctionCount)
    {
        Panic.Unless(header.IsValid, "the program's module header is not of the version that this kernel knows");
        ref TypeManager manager = ref s_program.Take();
        manager.OsHandle = osHandle;

        // SAFETY: the header is a constant of the image: its address stays.
        unsafe
        {
            manager.Header = (nuint)Unsafe.AsPointer(ref header);
        }

        return ref manager;
    }

    // A handle is the address of the pointer to the type manager.
    [RuntimeExport("RhpGetModuleSection")]
    private static nuint GetModuleSection(ref nuint handle, int id, out int length)
    {
        ModuleSection section = Find(handle, id);
        length = section.Length;
        return section.Start;
    }

    [RuntimeExport("RhFindBlob")]
    private static uint FindBlob(ref nuint handle, uint id, out nuint blob, out uint length)
    {
        ModuleSection section = Find(handle, FirstBlob + (int)id);
        blob = section.Start;
        length = (uint)section.Length;
        return section.Start == 0 ? 0u : 1u;
    }

    [RuntimeExport("RhGetOSModuleFromPointer")]
    private static nuint GetOsModule(nuint address)
    {
        MemoryRange image = ImageLayout.Image;
        return address - image.Start < image.Length ? image.Start : 0;
    }

    // The image has no path. Its name is the program's: what stack traces show for code without metadata.
    [RuntimeExport("RhGetModuleFileName")]
    private static int GetModuleFileName(nuint module, out nuint name)
    {
        if (!Configuration.TryGet("program"u8, out ReadOnlySpan<byte> program))
        {
            program = "program"u8;
        }

        // SAFETY: the configuration is text in memory that stays.
        unsafe
        {
            fixed (byte* text = program)
            {
                name = (nuint)text;
            }
        }

        return program.Length;
    }

    [RuntimeExport("RhGetKnobValues")]
    private static uint GetKnobValues(out nuint keys, out nuint values)
    {
        // SAFETY: the compiler's symbol is a pointer to a count, padding, the keys and the values.
        unsafe
        {
            uint* knobs = *(uint**)LinkerSymbol.Address(&Knobs);
            keys = (nuint)(knobs + 2);
            values = keys + (knobs[0] * (nuint)sizeof(nuint));
            return knobs[0];
        }
    }

    private static ModuleSection Find(nuint manager, int id)
    {
        // SAFETY: the core library passes the handle that it got from CreateTypeManager.
        unsafe
        {
            return ReadyToRunHeader.Find(((TypeManager*)manager)->Header, id);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramKnobs")]
    private static extern void Knobs();
}
