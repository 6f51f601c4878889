namespace Hermit.Unwinding;

/// <summary>Is shown the slots that hold references.</summary>
public interface IGcSlotVisitor
{
    /// <summary>A slot that is live.</summary>
    void Visit(in GcSlot slot);
}
