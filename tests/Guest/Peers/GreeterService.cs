using Grpc.Core;

namespace Hermit.Guest.Peers;

/// <summary>Calls of all shapes: one answer, many answers, and a conversation.</summary>
internal sealed class GreeterService : Greeter.GreeterBase
{
    public override Task<HelloReply> SayHello(HelloRequest request, ServerCallContext context) => request.Name.Length == 0
        ? throw new RpcException(new Status(StatusCode.InvalidArgument, "a name is wanted"))
        : Task.FromResult(new HelloReply { Message = $"Hello {request.Name}" });

    public override async Task Count(HelloRequest request, IServerStreamWriter<HelloReply> responseStream, ServerCallContext context)
    {
        for (int i = 1; i <= request.Times; i++)
            await responseStream.WriteAsync(new HelloReply { Message = $"{request.Name} {i}" });
    }

    public override async Task Echo(IAsyncStreamReader<HelloRequest> requestStream, IServerStreamWriter<HelloReply> responseStream, ServerCallContext context)
    {
        await foreach (HelloRequest request in requestStream.ReadAllAsync())
            await responseStream.WriteAsync(new HelloReply { Message = request.Name });
    }
}
