namespace Hermit.Net;

/// <summary>How the congestion window grows and shrinks.</summary>
public enum CongestionAlgorithm : byte
{
    /// <summary>CUBIC: RFC 9438.</summary>
    Cubic,

    /// <summary>Additive increase, multiplicative decrease: RFC 5681.</summary>
    NewReno,
}
