#!/usr/bin/env python3
"""Computes the tables of src/Kernel/Mathematics from the mathematics alone, with mpmath at 120 digits.

Usage: eng/mathematics/tables.py [--check]     (needs python3-mpmath; writes *.Table.cs, or compares them)

Polynomials interpolate the function at Chebyshev's nodes, which is within a small factor of the best approximation; the error that each is
printed with is the largest over a fine grid, in units of 2^-64.
"""
import os
import sys

from mpmath import mp, mpf, cos, pi, log, floor, nint, sin, tan, atan, asin, sqrt, sinh, tanh, asinh, atanh, matrix, lu_solve

mp.dps = 120
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "Kernel", "Mathematics")
ONE = mpf(2) ** 64


def interpolate(function, low, high, terms):
    """Coefficients of the polynomial of that many terms through the function's values at Chebyshev's nodes, and its largest error."""
    low, high = mpf(low), mpf(high)
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * terms)) for i in range(terms)]
    system = matrix(terms, terms)
    for i, x in enumerate(nodes):
        for j in range(terms):
            system[i, j] = x ** j
    solution = lu_solve(system, matrix([function(x) for x in nodes]))
    coefficients = [solution[i] for i in range(terms)]
    worst = mpf(0)
    for i in range(401):
        x = low + (high - low) * (mpf(i) + mpf(1) / 3) / 402
        value = mpf(0)
        for c in reversed(coefficients):
            value = value * x + c
        worst = max(worst, abs(value - function(x)))
    return coefficients, worst


def words(values):
    """Literals, four a line."""
    lines = []
    for i in range(0, len(values), 4):
        lines.append("        " + ", ".join("0x%016X" % (int(v) & (2 ** 64 - 1)) for v in values[i:i + 4]) + ",")
    return "\n".join(lines)


def table(name, summary, values, kind="ulong"):
    return f"    /// <summary>{summary}</summary>\n    private static ReadOnlySpan<{kind}> {name} =>\n    [\n{words(values)}\n    ];\n"


def constants(prefix, summary, values, kind="ulong"):
    lines = []
    for i, v in enumerate(values):
        assert 0 <= v < 2 ** 64 if kind == "ulong" else abs(v) < 2 ** 63, (prefix, i, v)
        lines.append(f"    /// <summary>{summary if i == 0 else ''}</summary>" if i == 0 else f"    /// <inheritdoc cref=\"{prefix}0\"/>")
        lines.append(f"    private const {kind} {prefix}{i} = {'-' if v < 0 else ''}0x{abs(int(v)):X};\n")
    return "\n".join(lines)


def write(type_name, summary, *parts, part=""):
    text = ("// Made by eng/mathematics/tables.py.\nusing System;\n\nnamespace Hermit.Mathematics;\n\n"
            f"/// <content>{summary}</content>\ninternal static partial class {type_name}\n{{\n" + "\n".join(parts) + "}\n")
    path = os.path.join(ROOT, "Accurate" if type_name.startswith("Wide") else "", type_name + part + ".Table.cs")
    if "--check" in sys.argv:
        if open(path, encoding="utf-8").read() != text:
            print(f"{path} is not what the script computes")
            sys.exit(1)
    else:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def report(name, error):
    print(f"{name}: error {mp.nstr(error * ONE, 3)} units of 2^-64")


def fixed(value):
    """Units of 2^-64, rounded."""
    return nint(value * ONE)


def binary_exponential():
    step = mpf(1) / 128
    # (2^r - 1) / r over one step; the argument is given as r * 128, so each coefficient carries a power of 128 less.
    c, worst = interpolate(lambda r: (mpf(2) ** r - 1) / r if r else log(2), 0, step, 6)
    report("2^r", worst * step)
    write("BinaryExponential", "The powers of two at 128 steps, and the polynomial between two of them.",
          table("Steps", "2^(i/128), in units of 2^-63, rounded down.", [floor(mpf(2) ** (mpf(i) / 128) * 2 ** 63) for i in range(128)]),
          constants("P", "Coefficient k of (2^r - 1)/r in powers of 128 r, in units of 2^-64.", [floor(v * step ** k * ONE) for k, v in enumerate(c)]))


def binary_logarithm():
    log2e = 1 / log(mpf(2))
    bound = mpf(2) ** -7

    def rest(z):
        return (log2e - log(1 + z) * log2e / z) / z if abs(z) > mpf(10) ** -25 else log2e * (mpf(1) / 2 - z / 3)

    entries = []
    for i in range(128):
        low, high = 1 + mpf(i) / 128, 1 + mpf(i + 1) / 128
        halve = i >= 53
        if halve:
            low, high = low / 2, high / 2
        inverse = 1024 if i in (0, 127) else int(nint(2048 / (low + high)))
        assert abs(low * inverse / 1024 - 1) < bound and abs(high * inverse / 1024 - 1) <= bound, i
        logarithm = -log(mpf(inverse) / 1024) * log2e + (1 if halve else 0)
        scaled = int(nint(logarithm * mpf(2) ** 116))
        entries += [inverse * (1 if halve else 2), scaled >> 64, scaled]
    c, worst = interpolate(rest, -bound, bound, 7)
    report("log2, relative to z", worst * bound)
    write("BinaryLogarithm", "The logarithms at 128 steps, and the polynomial between two of them.",
          table("Steps", "Three words a step: the reciprocal's integer, and minus its logarithm in units of 2^-116, high word first.", entries),
          constants("P", "Coefficient k of (log2(e) - log2(1 + z)/z)/z in powers of 64 z, in units of 2^-63.", [nint(v * (bound * 2) ** k * ONE / 2) for k, v in enumerate(c)], "long"))


def odd(function, limit, terms):
    """Coefficients in a = x^2 of 1 - f(x)/x, divided by a; the limit is x's."""
    limit = mpf(limit)

    def rest(a):
        x = sqrt(a)
        return (1 - function(x) / x) / a

    c, worst = interpolate(rest, limit ** 2 / 10 ** 30, limit ** 2, terms)
    return c, worst * limit ** 2


def circular():
    limit = pi / 4 + mpf(2) ** -20
    c, worst = interpolate(lambda a: (1 - cos(sqrt(a))) / a, limit ** 2 / 10 ** 30, limit ** 2, 8)
    report("cos", worst * limit ** 2)
    return constants("C", "Coefficient k, without its sign, of (1 - cos(x))/x^2 in powers of x^2: the first in units of 2^-64, the others of 2^-67.", [fixed(abs(v) * (8 if k else 1)) for k, v in enumerate(c)])


def series(function, name, label, limit, terms, scale, alternating):
    """One odd function's polynomial, whose terms all have one sign or alternate."""
    c, worst = odd(function, limit, terms)
    report(name + ", relative", worst)
    assert all((v > 0) == (c[0] > 0) if not alternating else (v > 0) == ((c[0] > 0) == (k % 2 == 0)) for k, v in enumerate(c)), name
    return constants(label, f"Coefficient k, without its sign, of (1 - {name}(x)/x)/x^2 in powers of x^2, in units of 2^-{64 + scale}.", [fixed(abs(v) * 2 ** scale) for v in c])


def powers(name, function, terms, extra, alternates):
    """One odd function's polynomial below 1/16: |f(x)/x - 1| 2^extra / (16x)^2 in powers of (16x)^2."""
    def rest(a):
        x = sqrt(a) / 16
        return abs(function(x) / x - 1) * 2 ** extra / a

    c, worst = interpolate(rest, mpf(10) ** -30, 1, terms)
    report(f"{name} below 1/16, times 2^{extra}, relative", worst)
    assert all((v > 0) == (not alternates or k % 2 == 0) for k, v in enumerate(c)), name
    return [fixed(abs(v)) for v in c]


def steps(name, function, count):
    """
    64 steps of equal width in each octave from 1/16 on, eight words each: the value at the middle and the coefficients of what is added to it in powers of
    half the distance in half widths, their unit being a 32nd of the value's. The last word has 32 bits of a sixteenth of the
    seventh coefficient, the exponent's 8, and 24 bits more of the value.
    """
    lines, error, size = [], mpf(0), 64
    for i in range(count):
        octave = mpf(2) ** (i // size - 4)
        width = octave / (2 * size)
        middle = octave + width * (2 * (i % size) + 1)
        exponent = int(floor(log(function(middle + width)) / log(mpf(2))))
        unit = mpf(2) ** (exponent - 63)
        small = unit / 32
        assert function(middle + width) / unit < 2 ** 64 - 2 ** 10, (name, i)

        def rest(v):
            return (function(middle + width * v) - function(middle)) / v if abs(v) > mpf(10) ** -25 else mp.diff(function, middle) * width
        c, worst = interpolate(rest, -1, 1, 7)
        error = max(error, worst / small)
        value = function(middle) / unit
        c = [int(nint(v * 2 ** (k + 1) / small)) for k, v in enumerate(c)]
        assert abs(c[0]) < 2 ** 63 and abs(c[5]) < 2 ** 35 and abs(c[6]) < 2 ** 34, (name, i)
        last = (((c[6] + 8 >> 4) % 2 ** 32) << 32) | ((exponent % 256) << 24) | int(floor((value - floor(value)) * 2 ** 24))
        lines.append("        " + ", ".join("0x%016X" % (int(v) % 2 ** 64) for v in [floor(value)] + c[:6] + [last]) + ",")
    print(f"{name} between steps: error {mp.nstr(error, 3)} of the coefficients' units")
    return (f"    /// <summary>{name} at steps from 1/16 on: see <see cref=\"Steps.Evaluate\"/>.</summary>\n"
            f"    private static ReadOnlySpan<ulong> {name}Steps =>\n    [\n" + "\n".join(lines) + "\n    ];\n")


def around(name, function, count, extra, alternates):
    return (table(f"{name}Powers", f"{name} below 1/16: see <see cref=\"Steps.Series\"/>.", powers(name, function, 6, extra, alternates))
            + "\n" + steps(name, function, count))


def wide(value):
    """The three words of a number: its first 128 bits, rounded down, and its exponent."""
    exponent = int(floor(log(value) / log(mpf(2))))
    bits = int(floor(value * mpf(2) ** (127 - exponent)))
    assert 2 ** 127 <= bits < 2 ** 128
    return [bits >> 64, bits, exponent]


def wide_constants():
    mp.dps = 450
    two_over_pi = int(floor(2 / pi * mpf(2) ** 1280))
    result = table("TwoOverPi", "The first 1280 bits of 2/pi behind the binary point.", [two_over_pi >> (64 * (19 - i)) for i in range(20)]).replace("private", "public")
    for name, summary, value in (("HalfPi", "Half of pi.", pi / 2), ("LogOf2", "The natural logarithm of 2.", log(mpf(2))),
                                 ("InverseLogOf2", "One over the natural logarithm of 2.", 1 / log(mpf(2))),
                                 ("InverseLogOf10", "One over the natural logarithm of 10.", 1 / log(mpf(10)))):
        high, low, exponent = wide(value)
        result += f"\n    /// <summary>{summary}</summary>\n    public static Wide {name} => new(0x{high:016X}, 0x{low % 2 ** 64:016X}, {exponent});\n"
    for name, summary, values in (("InverseFactorials", "One over the factorials of the numbers from 2 to 31", [1 / mp.factorial(i) for i in range(2, 32)]),
                                  ("InverseOdds", "One over the odd numbers from 3 to 51", [mpf(1) / i for i in range(3, 53, 2)])):
        words = [w for v in values for w in (int(floor(v * mpf(2) ** 64)), int(floor(v * mpf(2) ** 128)))]
        result += "\n" + table(name, summary + ", in units of 2^-128, high word first.", words).replace("private", "public")
    mp.dps = 120
    return result


if __name__ == "__main__":
    binary_exponential()
    binary_logarithm()
    write("WideConstants", "Constants of 128 bits.", wide_constants())
    write("Circular", "The polynomials of sine and cosine, and the tangent, up to an eighth of a turn.",
          series(sin, "sin", "S", pi / 4 + mpf(2) ** -20, 7, 2, True), circular(), around("Tangent", tan, 3 * 64 + 37, 9, False))
    write("Arc", "The arctangent up to 4.", around("Tangent", atan, 6 * 64, 9, True), part=".Tangent")
    write("Arc", "The arcsine up to a half.", around("Sine", asin, 3 * 64, 10, False), part=".Sine")
    write("Hyperbola", "The polynomials of the hyperbolic functions and of the tangent's inverse near zero, and the sine's inverse up to 4.",
          series(sinh, "sinh", "S", mpf(1) / 2, 6, 2, False), series(tanh, "tanh", "T", mpf(1) / 2, 12, 1, True),
          series(atanh, "atanh", "H", mpf(1) / 32, 6, 1, False), around("AreaSine", asinh, 6 * 64, 10, True))
