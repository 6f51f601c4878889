namespace Hermit.Guest.Exceptions;

/// <summary>An exception of the program's own.</summary>
internal sealed class QuotaException(int limit, string resource) : Exception($"the quota of {resource} is used up")
{
    public int Limit => limit;
}
