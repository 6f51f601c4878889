using System.Globalization;

namespace Hermit.Guest.Tests.Peers;

/// <summary>Redis, without anything kept on disk.</summary>
internal sealed class RedisServer : PeerProcess
{
    /// <summary>Starts it.</summary>
    public RedisServer() =>
        Start(PeerProgram.Find("redis-server")!, "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Folder);
}
