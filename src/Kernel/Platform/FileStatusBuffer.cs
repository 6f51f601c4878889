using System.Runtime.InteropServices;

using Hermit.Files;

namespace Hermit.Platform;

/// <summary>A file's description, as the libraries lay it out: Interop.Sys.FileStatus.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FileStatusBuffer
{
    private const long TicksPerSecond = 10_000_000;
    private const long NanosecondsPerTick = 100;

    private int _flags;
    private int _mode;
    private uint _user;
    private uint _group;
    private long _size;
    private Moment _accessTime;
    private Moment _modifyTime;
    private Moment _changeTime;
    private Moment _birthTime;
    private long _device;
    private long _representedDevice;
    private long _number;
    private uint _userFlags;

    /// <summary>Fills the structure. The time of birth is left out, and no flag says that it is there: so it is on Linux, too.</summary>
    public FileStatusBuffer(in FileStatus status)
    {
        _mode = ((int)status.Kind << 12) | status.Permissions;
        _size = status.Size;
        _accessTime = new Moment(status.AccessTime);
        _modifyTime = new Moment(status.ModifyTime);
        _changeTime = new Moment(status.ChangeTime);
        _device = 1;
        _number = status.Number;
    }

    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;

        public Moment(long ticks)
        {
            // Rounded down, so that the nanoseconds are never negative.
            long seconds = ticks / TicksPerSecond;
            long rest = ticks - (seconds * TicksPerSecond);
            Seconds = rest < 0 ? seconds - 1 : seconds;
            Nanoseconds = (rest < 0 ? rest + TicksPerSecond : rest) * NanosecondsPerTick;
        }
    }
}
