using Hermit.Unwinding;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>Unwind tables in arrays that a test owns.</summary>
internal sealed class Tables(ElfImage image)
{
    private readonly (ulong Start, byte[] Bytes) _header = image.GetSection(".eh_frame_hdr");
    private readonly (ulong Start, byte[] Bytes) _frames = image.GetSection(".eh_frame");
    private readonly (ulong Start, byte[] Bytes) _constants = image.GetSpan(".dotnet_eh_table", ".rodata", ".data");

    public byte[][] Contents => [_header.Bytes, _frames.Bytes, _constants.Bytes];

    public UnwindSections Sections => new(
        new AddressedBytes(_header.Start, _header.Bytes),
        new AddressedBytes(_frames.Start, _frames.Bytes),
        new AddressedBytes(_constants.Start, _constants.Bytes));

    /// <summary>The start of every function in the table.</summary>
    public List<ulong> FunctionStarts
    {
        get
        {
            AddressedBytes header = Sections.Header;
            var starts = new List<ulong>();
            for (uint index = 0; index < EhFrameHeader.CountEntries(header); index++)
            {
                starts.Add(EhFrameHeader.GetFunctionStart(header, index));
            }

            return starts;
        }
    }
}
