namespace Hermit.Sync;

/// <summary>The first place where something happened.</summary>
internal struct FirstSite
{
    private OnceCell<CallSite> _site;

    /// <summary>Notes that it happened at <paramref name="site"/>, unless it did before.</summary>
    public readonly void Note(CallSite site)
    {
        if (!_site.IsSet)
        {
            _site.TrySet(site);
        }
    }

    /// <summary>Where it happened first, if it did.</summary>
    public readonly bool TryGet(out CallSite site) => _site.TryGet(out site);
}
