namespace Hermit.Tool.Checking;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Images can be made and run, but something could be better.</summary>
    Note,

    /// <summary>Images cannot be made or run.</summary>
    Bad,
}
