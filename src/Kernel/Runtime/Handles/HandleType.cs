namespace Hermit.Runtime.Handles;

/// <summary>Kinds of handles. The first four have the values of <c>System.Runtime.InteropServices.GCHandleType</c>.</summary>
public enum HandleType
{
    /// <summary>Does not keep its object alive; cleared before finalizers run.</summary>
    Weak = 0,

    /// <summary>Does not keep its object alive; cleared when the object is gone for good, after it may have been resurrected.</summary>
    WeakTrackResurrection = 1,

    /// <summary>Keeps its object alive.</summary>
    Normal = 2,

    /// <summary>Keeps its object alive. The heap never moves objects, so that is all.</summary>
    Pinned = 3,

    /// <summary>Keeps a second object alive as long as the first one is alive, which it does not keep alive itself.</summary>
    Dependent = 4,
}
