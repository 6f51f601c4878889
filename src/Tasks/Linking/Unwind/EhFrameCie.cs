namespace Hermit.Tasks.Linking.Unwind;

/// <summary>A CIE that is kept, with the FDEs that refer to it or to an equal one.</summary>
internal sealed class EhFrameCie(EhFrameRecord record, byte pointerEncoding)
{
    public EhFrameRecord Record { get; } = record;

    /// <summary>How its FDEs encode addresses (<c>DW_EH_PE_*</c>, the 'R' augmentation).</summary>
    public byte PointerEncoding { get; } = pointerEncoding;

    public List<EhFrameRecord> Fdes { get; } = [];
}
