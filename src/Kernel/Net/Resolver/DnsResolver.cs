using System;
using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>What the resolver knows: its servers, its search list, the hosts file, and what it has been told lately. The questions are the stack's work.</summary>
internal struct DnsResolver
{
    /// <summary>The port of name servers.</summary>
    public const ushort Port = 53;

    /// <summary>How many servers there are at most.</summary>
    public const int ServerLimit = 4;

    /// <summary>How many domains the search list has at most.</summary>
    public const int SearchLimit = 6;

    /// <summary>How many questions can be under way.</summary>
    public const int QueryLimit = 256;

    /// <summary>What was told lately.</summary>
    public DnsCache Cache;

    /// <summary>The hosts file.</summary>
    public HostsTable Hosts;

    /// <summary>The questions.</summary>
    public Pool<DnsQuery> Queries;

    /// <summary>The first question of the list.</summary>
    public Handle<DnsQuery> First;

    /// <summary>When the next answer is late.</summary>
    public Instant NextDeadline;

    /// <summary>Whether something has come for a question.</summary>
    public bool HasAnswers;

    private ServerList _servers;
    private SearchList _search;

    /// <summary>How many servers there are.</summary>
    public int ServerCount { get; private set; }

    /// <summary>How many domains the search list has.</summary>
    public int SearchCount { get; private set; }

    /// <summary>A server.</summary>
    public readonly IpEndpoint Server(int index) => _servers[index % Math.Max(ServerCount, 1)];

    /// <summary>A domain of the search list.</summary>
    public readonly DnsName Search(int index) => _search[index];

    /// <summary>Adds a server, behind the others.</summary>
    public void AddServer(IpEndpoint server)
    {
        for (int i = 0; i < ServerCount; i++)
        {
            if (_servers[i].Equals(server))
            {
                return;
            }
        }

        if (ServerCount < ServerLimit)
        {
            _servers[ServerCount++] = server;
        }
    }

    /// <summary>Adds a domain to the search list.</summary>
    public void AddSearch(in DnsName domain)
    {
        for (int i = 0; i < SearchCount; i++)
        {
            if (_search[i].Equals(domain))
            {
                return;
            }
        }

        if (SearchCount < SearchLimit)
        {
            _search[SearchCount++] = domain;
        }
    }

    /// <summary>Forgets servers and search list.</summary>
    public void Clear()
    {
        ServerCount = 0;
        SearchCount = 0;
    }

    /// <summary>
    /// The <paramref name="step"/>-th name to try for a query; <see langword="false"/> if there is none left. As resolv.conf(5) has it with ndots:1: a name
    /// with a dot is tried as it is first, one without last.
    /// </summary>
    public readonly bool TryGetCandidate(in DnsQuery query, int step, out DnsName name)
    {
        name = query.Name;
        if (query.IsAbsolute)
        {
            return step == 0;
        }

        bool first = query.Name.LabelCount > 1;
        if (step == (first ? 0 : SearchCount))
        {
            return true;
        }

        int index = first ? step - 1 : step;
        if ((uint)index >= (uint)SearchCount)
        {
            return false;
        }

        // A name that gets too long is tried as one that nobody has.
        return query.Name.TryConcatenate(_search[index], out name) || TryGetCandidate(query, step + 1, out name);
    }

    [InlineArray(ServerLimit)]
    private struct ServerList
    {
        private IpEndpoint _server;
    }

    [InlineArray(SearchLimit)]
    private struct SearchList
    {
        private DnsName _domain;
    }
}
