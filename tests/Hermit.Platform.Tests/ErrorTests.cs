using System.Runtime.InteropServices;
using System.Text;

using Xunit;

namespace Hermit.Platform.Tests;

/// <summary>Error numbers and texts beside those of .NET's own native library and the C library, on Linux.</summary>
public sealed class ErrorTests
{
    private const int HighestNumber = 140;

    [Fact]
    public void Numbers_convert_as_in_the_library_that_we_stand_in_for()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        for (int number = 0; number <= HighestNumber; number++)
        {
            Assert.Equal((number, SystemNative_ConvertErrorPlatformToPal(number)), (number, ErrorNumbers.ToPortable(number)));
        }

        for (int error = 0x10001; error < 0x10080; error++)
        {
            int expected = SystemNative_ConvertErrorPalToPlatform(error);
            Assert.Equal((error, expected <= 0 ? -1 : expected), (error, ErrorNumbers.ToPlatform(error)));
        }

        Assert.Equal(0, ErrorNumbers.ToPlatform(0));
        Assert.Equal(-1, ErrorNumbers.ToPlatform(int.MinValue));
        Assert.Equal(-1, ErrorNumbers.ToPlatform(int.MaxValue));
    }

    // One says more: .NET shows it when a program starts a process.
    [Fact]
    public void Texts_are_those_of_the_c_library()
    {
        const int notImplemented = 38;
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int known = 0;
        for (int number = 0; number <= HighestNumber; number++)
        {
            ReadOnlySpan<byte> text = ErrorText.Of(number);
            if (!text.IsEmpty)
            {
                string expected = Marshal.GetPInvokeErrorMessage(number), actual = Encoding.UTF8.GetString(text);
                Assert.Equal(expected, number == notImplemented ? actual.Split(':')[0] : actual);
                known++;
            }
            else
            {
                Assert.Equal(0x1FFFF, ErrorNumbers.ToPortable(number));
            }
        }

        Assert.True(known > 75);
    }

    [DllImport("libSystem.Native")]
    private static extern int SystemNative_ConvertErrorPlatformToPal(int number);

    [DllImport("libSystem.Native")]
    private static extern int SystemNative_ConvertErrorPalToPlatform(int error);
}
