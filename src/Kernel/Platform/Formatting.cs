using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>printf(3) with one argument (System.Native's SNPrintF), which the console uses to expand terminal control texts.</summary>
internal static class Formatting
{
    [Export("SystemNative_SNPrintF_1S")]
    internal static int SNPrintF(Span<byte> buffer, [Text] ReadOnlySpan<byte> format, [Text] ReadOnlySpan<byte> argument)
    {
        return Format(buffer, format, 0, argument);
    }

    [Export("SystemNative_SNPrintF_1I")]
    internal static int SNPrintF(Span<byte> buffer, [Text] ReadOnlySpan<byte> format, int argument)
    {
        return Format(buffer, format, argument, default);
    }

    // Returns the length of the whole text, even if it did not fit; -1 for a conversion that is not known.
    private static int Format(Span<byte> destination, ReadOnlySpan<byte> format, int number, ReadOnlySpan<byte> text)
    {
        var writer = new TextBuilder(destination);
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                writer.WriteByte(format[i]);
                continue;
            }

            // A width, which is there to pad numbers by zeros.
            int width = 0;
            for (i++; i < format.Length && format[i] is >= (byte)'0' and <= (byte)'9'; i++)
            {
                width = Math.Min((width * 10) + format[i] - '0', 64);
            }

            if (i == format.Length || !TryConvert(ref writer, format[i], width, number, text))
            {
                return Errno.Fail(SystemError.Invalid);
            }
        }

        writer.TryEnd();
        return writer.Length;
    }

    private static bool TryConvert(ref TextBuilder writer, byte conversion, int width, int number, ReadOnlySpan<byte> text)
    {
        switch (conversion)
        {
            case (byte)'%':
                writer.WriteByte((byte)'%');
                return true;
            case (byte)'d' when number < 0 || width == 0:
                writer.Write(number);
                return true;
            case (byte)'d':
            case (byte)'u':
                writer.WriteUnsigned((uint)number, 10, width, upper: false);
                return true;
            case (byte)'x':
            case (byte)'X':
                writer.WriteUnsigned((uint)number, 16, width, upper: conversion == 'X');
                return true;
            case (byte)'o':
                writer.WriteUnsigned((uint)number, 8, width, upper: false);
                return true;
            case (byte)'c':
                writer.WriteByte((byte)number);
                return true;
            case (byte)'s':
                writer.Write(text);
                return true;
            default:
                return false;
        }
    }
}
