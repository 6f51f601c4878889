// Made by eng/mathematics/tables.py.
using System;

namespace Hermit.Mathematics;

/// <content>The polynomials of the hyperbolic functions and of their inverses near zero.</content>
internal static partial class Hyperbola
{
    /// <summary>Coefficient k, without its sign, of (1 - sinh(x)/x)/x^2 in powers of x^2, in units of 2^-66.</summary>
    private const ulong S0 = 0xAAAAAAAAAAAAAAA4;

    /// <inheritdoc cref="S0"/>
    private const ulong S1 = 0x88888888888901F;

    /// <inheritdoc cref="S0"/>
    private const ulong S2 = 0x3403403401DE1D;

    /// <inheritdoc cref="S0"/>
    private const ulong S3 = 0xB8EF1D425086;

    /// <inheritdoc cref="S0"/>
    private const ulong S4 = 0x1AE63A0777A;

    /// <inheritdoc cref="S0"/>
    private const ulong S5 = 0x2C4CF9E87;

    /// <summary>Coefficient k, without its sign, of (1 - tanh(x)/x)/x^2 in powers of x^2, in units of 2^-65.</summary>
    private const ulong T0 = 0xAAAAAAAAAAAAAAAA;

    /// <inheritdoc cref="T0"/>
    private const ulong T1 = 0x4444444444444008;

    /// <inheritdoc cref="T0"/>
    private const ulong T2 = 0x1BA1BA1BA1B6F257;

    /// <inheritdoc cref="T0"/>
    private const ulong T3 = 0xB327A44151BAA03;

    /// <inheritdoc cref="T0"/>
    private const ulong T4 = 0x489B8D555D35A8C;

    /// <inheritdoc cref="T0"/>
    private const ulong T5 = 0x1D6D3CDAB3B8A13;

    /// <inheritdoc cref="T0"/>
    private const ulong T6 = 0xBED1835B812DA5;

    /// <inheritdoc cref="T0"/>
    private const ulong T7 = 0x4D544621AE30A7;

    /// <inheritdoc cref="T0"/>
    private const ulong T8 = 0x1F4C708370B999;

    /// <inheritdoc cref="T0"/>
    private const ulong T9 = 0xC829C697572EB;

    /// <inheritdoc cref="T0"/>
    private const ulong T10 = 0x49B5FD4C9A779;

    /// <inheritdoc cref="T0"/>
    private const ulong T11 = 0x1294427329274;

    /// <summary>Coefficient k, without its sign, of (1 - asinh(x)/x)/x^2 in powers of x^2, in units of 2^-66.</summary>
    private const ulong A0 = 0xAAAAAAAAAAAAAAA8;

    /// <inheritdoc cref="A0"/>
    private const ulong A1 = 0x4CCCCCCCCCCCBF4B;

    /// <inheritdoc cref="A0"/>
    private const ulong A2 = 0x2DB6DB6DB6CDAB81;

    /// <inheritdoc cref="A0"/>
    private const ulong A3 = 0x1F1C71C716E95A08;

    /// <inheritdoc cref="A0"/>
    private const ulong A4 = 0x16E8BA2D619E4D44;

    /// <inheritdoc cref="A0"/>
    private const ulong A5 = 0x11C4EC2917266CF8;

    /// <inheritdoc cref="A0"/>
    private const ulong A6 = 0xE4CC9B39697CBF6;

    /// <inheritdoc cref="A0"/>
    private const ulong A7 = 0xBD40FB94812FAE7;

    /// <inheritdoc cref="A0"/>
    private const ulong A8 = 0x9FD318942DAE7E8;

    /// <inheritdoc cref="A0"/>
    private const ulong A9 = 0x88ADEE72A5F7823;

    /// <inheritdoc cref="A0"/>
    private const ulong A10 = 0x73C2E1D046B4709;

    /// <inheritdoc cref="A0"/>
    private const ulong A11 = 0x5AE26085BB0B77E;

    /// <inheritdoc cref="A0"/>
    private const ulong A12 = 0x389A3C6BF5FC5E9;

    /// <inheritdoc cref="A0"/>
    private const ulong A13 = 0x13AEA190EC9C4BD;

    /// <summary>Coefficient k, without its sign, of (1 - atanh(x)/x)/x^2 in powers of x^2, in units of 2^-65.</summary>
    private const ulong H0 = 0xAAAAAAAAAAAAAAAB;

    /// <inheritdoc cref="H0"/>
    private const ulong H1 = 0x66666666666666B3;

    /// <inheritdoc cref="H0"/>
    private const ulong H2 = 0x4924924924844021;

    /// <inheritdoc cref="H0"/>
    private const ulong H3 = 0x38E38E39D30F25ED;

    /// <inheritdoc cref="H0"/>
    private const ulong H4 = 0x2E8B9BB1948CC4CB;

    /// <inheritdoc cref="H0"/>
    private const ulong H5 = 0x277C1A5B27F16634;
}
