using System;

namespace Hermit.Mathematics;

/// <summary>The constants of the elementary functions, to twice the precision of a double where that counts; computed to 2000 bits and rounded.</summary>
internal static class Constants
{
    /// <summary>Half of pi.</summary>
    public static DoubleDouble HalfPi => new(1.5707963267948966, 6.123233995736766e-17);

    /// <summary>Pi.</summary>
    public static DoubleDouble Pi => new(3.141592653589793, 1.2246467991473532e-16);

    /// <summary>The natural logarithm of 2.</summary>
    public static DoubleDouble LogOf2 => new(0.6931471805599453, 2.3190468138462996e-17);

    /// <summary>The same in three parts, of which the first two have 40 bits: products with small integers are exact.</summary>
    public const double LogOf2First = 0.6931471805592082;

    /// <inheritdoc cref="LogOf2First"/>
    public const double LogOf2Second = 7.371002565161996e-13;

    /// <inheritdoc cref="LogOf2First"/>
    public const double LogOf2Third = 5.8029889835956905e-25;

    /// <summary>One over the natural logarithm of 2.</summary>
    public static DoubleDouble InverseLogOf2 => new(1.4426950408889634, 2.0355273740931033e-17);

    /// <summary>One over the natural logarithm of 10.</summary>
    public static DoubleDouble InverseLogOf10 => new(0.4342944819032518, 1.098319650216765e-17);

    /// <summary>The first 1280 bits of 2/pi behind the binary point.</summary>
    public static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484,
        0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary>One over the factorial of a number up to 8.</summary>
    public static DoubleDouble InverseFactorial(int index) => index switch
    {
        0 => new(1.0, 0.0),
        1 => new(1.0, 0.0),
        2 => new(0.5, 0.0),
        3 => new(0.16666666666666666, 9.25185853854297e-18),
        4 => new(0.041666666666666664, 2.3129646346357427e-18),
        5 => new(0.008333333333333333, 1.1564823173178714e-19),
        6 => new(0.001388888888888889, -5.300543954373577e-20),
        7 => new(0.0001984126984126984, 1.7209558293420705e-22),
        _ => new(2.48015873015873e-05, 2.1511947866775882e-23),
    };

    /// <summary>One over (3 + 2 times the index), which is at most 5.</summary>
    public static DoubleDouble InverseOdd(int index) => index switch
    {
        0 => new(0.3333333333333333, 1.850371707708594e-17),
        1 => new(0.2, -1.1102230246251566e-17),
        2 => new(0.14285714285714285, 7.93016446160826e-18),
        3 => new(0.1111111111111111, 6.1679056923619804e-18),
        4 => new(0.09090909090909091, -2.523234146875356e-18),
        _ => new(0.07692307692307693, -4.270088556250602e-18),
    };

    /// <summary>One over the factorials from 0 on.</summary>
    public static ReadOnlySpan<double> InverseFactorials =>
    [
        1.0,
        1.0,
        0.5,
        0.16666666666666666,
        0.041666666666666664,
        0.008333333333333333,
        0.001388888888888889,
        0.0001984126984126984,
        2.48015873015873e-05,
        2.7557319223985893e-06,
        2.755731922398589e-07,
        2.505210838544172e-08,
        2.08767569878681e-09,
        1.6059043836821613e-10,
        1.1470745597729725e-11,
        7.647163731819816e-13,
        4.779477332387385e-14,
        2.8114572543455206e-15,
        1.5619206968586225e-16,
        8.22063524662433e-18,
        4.110317623312165e-19,
        1.9572941063391263e-20,
        8.896791392450574e-22,
        3.868170170630684e-23,
        1.6117375710961184e-24,
        6.446950284384474e-26,
    ];
}
