using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>What is read in the tables of the network (System.Native's pal_networkstatistics).</summary>
internal static class NetworkStatistics
{
    // From the numbers of Linux, as /proc/net/tcp has them, to System.Net.NetworkInformation.TcpState.
    [Export("SystemNative_MapTcpState")]
    internal static int MapTcpState(int state) => state switch
    {
        1 => 5, // ESTABLISHED
        2 => 3, // SYN_SENT
        3 => 4, // SYN_RECV
        4 => 6, // FIN_WAIT1
        5 => 7, // FIN_WAIT2
        6 => 11, // TIME_WAIT
        7 => 1, // CLOSE
        8 => 8, // CLOSE_WAIT
        9 => 10, // LAST_ACK
        10 => 2, // LISTEN
        11 => 9, // CLOSING
        _ => 0,
    };
}
