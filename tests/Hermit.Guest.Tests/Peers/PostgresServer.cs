using System.Globalization;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests.Peers;

/// <summary>PostgreSQL with an empty database that trusts whoever connects. It does not run as root: then it runs as <c>postgres</c>, as Debian's does.</summary>
internal sealed class PostgresServer : PeerProcess
{
    private static readonly bool s_isRoot = Environment.UserName == "root";

    /// <summary>Makes the database and starts the server.</summary>
    public PostgresServer()
    {
        string program = PeerProgram.Find("postgresql")!;
        string data = Path.Combine(Folder, "data");
        if (s_isRoot)
            Run("chown", "postgres", Folder);
        Run([.. AsUser(Path.Combine(Path.GetDirectoryName(program)!, "initdb")), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]);
        string[] server =
        [
            .. AsUser(program), "-D", data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", $"unix_socket_directories={Folder}", "-c", "fsync=off",
        ];
        Start(server[0], server[1..]);
    }

    private static string[] AsUser(string program) => s_isRoot ? ["runuser", "-u", "postgres", "--", program] : [program];

    private void Run(params string[] command)
    {
        RunResult result = ProcessRunner.Run(new RunRequest(command[0], command[1..]) { WorkingDirectory = Folder });
        Assert.True(result.ExitCode == 0, result.Tail());
    }
}
