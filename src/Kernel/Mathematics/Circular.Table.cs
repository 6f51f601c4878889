// Made by eng/mathematics/tables.py.
using System;

namespace Hermit.Mathematics;

/// <content>The polynomials of sine and cosine up to an eighth of a turn.</content>
internal static partial class Circular
{
    /// <summary>Coefficient k, without its sign, of (1 - sin(x)/x)/x^2 in powers of x^2, in units of 2^-66.</summary>
    private const ulong S0 = 0xAAAAAAAAAAAAAAAA;

    /// <inheritdoc cref="S0"/>
    private const ulong S1 = 0x888888888888801;

    /// <inheritdoc cref="S0"/>
    private const ulong S2 = 0x34034034033270;

    /// <inheritdoc cref="S0"/>
    private const ulong S3 = 0xB8EF1D2A304B;

    /// <inheritdoc cref="S0"/>
    private const ulong S4 = 0x1AE645412C4;

    /// <inheritdoc cref="S0"/>
    private const ulong S5 = 0x2C242FE15;

    /// <inheritdoc cref="S0"/>
    private const ulong S6 = 0x3562FA7;

    /// <summary>Coefficient k, without its sign, of (1 - cos(x))/x^2 in powers of x^2: the first in units of 2^-64, the others of 2^-67.</summary>
    private const ulong C0 = 0x8000000000000000;

    /// <inheritdoc cref="C0"/>
    private const ulong C1 = 0x5555555555555552;

    /// <inheritdoc cref="C0"/>
    private const ulong C2 = 0x2D82D82D82D8271;

    /// <inheritdoc cref="C0"/>
    private const ulong C3 = 0xD00D00D00CACF;

    /// <inheritdoc cref="C0"/>
    private const ulong C4 = 0x24FC9F6ECFD7;

    /// <inheritdoc cref="C0"/>
    private const ulong C5 = 0x47BB634C52;

    /// <inheritdoc cref="C0"/>
    private const ulong C6 = 0x64E4F515;

    /// <inheritdoc cref="C0"/>
    private const ulong C7 = 0x6AC281;
}
