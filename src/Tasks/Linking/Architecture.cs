using System.Globalization;
using Hermit.Tasks.Linking.Arm64;
using Hermit.Tasks.Linking.X64;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>What differs between machines: relocations, TLS layout, filler and the code of a missing entry point.</summary>
internal abstract class Architecture
{
    public abstract ElfArch Machine { get; }

    /// <summary>The kernel's symbol where firmware or a hypervisor enters the image.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The first address of an image, where a machine of QEMU's has memory.</summary>
    public abstract ulong BaseAddress { get; }

    /// <summary>Whether boot loaders of Linux take images that are no ELF files.</summary>
    public virtual bool HasFlatForm => false;

    /// <summary>Byte that fills the gaps between functions: it traps when executed.</summary>
    public abstract byte CodeFiller { get; }

    /// <summary>Bytes of the function that <see cref="WriteMissingEntryPoint"/> writes.</summary>
    public abstract int MissingEntryPointSize { get; }

    /// <summary>Returns the description of <paramref name="machine"/>, or null when it is not supported.</summary>
    public static Architecture? For(ElfArch machine) => machine switch
    {
        ElfArch.X86_64 => new X64Architecture(),
        ElfArch.AARCH64 => new Arm64Architecture(),
        _ => null,
    };

    /// <summary>The standard name of a relocation type.</summary>
    public string NameOf(uint type) => new ElfRelocationType(Machine, type).Name ?? type.ToString(CultureInfo.InvariantCulture);

    /// <summary>True when the relocation does nothing.</summary>
    public abstract bool IsNone(uint type);

    /// <summary>
    /// True when the relocation after this one belongs to the same instruction sequence and is replaced with it: the call
    /// of <c>__tls_get_addr</c>.
    /// </summary>
    public abstract bool ConsumesNext(uint type);

    /// <summary>True when the access cannot be rewritten to do without a slot in the global offset table.</summary>
    public abstract bool NeedsGotSlot(ReadOnlySpan<byte> section, in Relocation relocation);

    /// <summary>The address in the TLS template that the thread pointer corresponds to (ELF TLS, variants I and II).</summary>
    public abstract ulong ThreadPointer(ulong start, ulong memorySize, ulong alignment);

    /// <summary>Patches <paramref name="section"/> at the relocation's offset.</summary>
    public abstract RelocationStatus Apply(Span<byte> section, in Relocation relocation, in RelocationValues values);

    /// <summary>Writes code that passes the address of a name to <paramref name="handler"/>.</summary>
    public abstract void WriteMissingEntryPoint(Span<byte> code, ulong address, ulong name, ulong handler);

    /// <summary>Whether <paramref name="code"/>, of <see cref="MissingEntryPointSize"/> bytes, is what <see cref="WriteMissingEntryPoint"/> writes.</summary>
    public abstract bool IsMissingEntryPoint(ReadOnlySpan<byte> code, ulong address, ulong handler);
}
