using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>Carries calls to a kind of object that is named at run time.</summary>
internal readonly struct ObjectCall<TKind> : IFunction<ObjectRequest>
    where TKind : struct, IObjectKind
{
    /// <inheritdoc/>
    public static void Invoke(ref ObjectRequest request)
    {
        switch (request.Function)
        {
            case ObjectFunction.Read:
                request.Error = TKind.TryRead(request.Target, request.Destination, out request.Count);
                break;
            case ObjectFunction.Write:
                request.Error = TKind.TryWrite(request.Target, request.Source, out request.Count);
                break;
            case ObjectFunction.HasRoom:
                request.HasRoom = TKind.HasRoom(request.Target, request.Count);
                break;
            case ObjectFunction.GetReadiness:
                request.Ready = TKind.GetReadiness(request.Target);
                break;
            case ObjectFunction.GetQueue:
                request.Queue = TKind.GetQueue(request.Target);
                break;
            case ObjectFunction.Close:
                TKind.Close(request.Target);
                break;
        }
    }
}
