using System;
using System.Buffers.Binary;

using Hermit.Firmware;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>
/// The environment as C has it: an array of pointers to texts <c>NAME=value</c>, ended by a null pointer, and behind it the texts. Made once, never freed,
/// not changed afterwards.
/// </summary>
internal readonly struct EnvironmentBlock
{
    private const int PointerBytes = sizeof(ulong);

    private readonly PermanentBlock _memory;
    private readonly int _textStart;

    private EnvironmentBlock(PermanentBlock memory, int textStart)
    {
        _memory = memory;
        _textStart = textStart;
    }

    /// <summary>The address of the array.</summary>
    public nuint Address => _memory.Address;

    private static ReadOnlySpan<byte> KeyPrefix => "env."u8;

    // What a login gives, where nothing else does (login(1), environ(7)).
    private static ReadOnlySpan<byte> Defaults =>
        "env.HOME=/root\0env.LOGNAME=root\0env.PATH=/usr/local/bin:/usr/bin:/bin\0env.PWD=/app\0env.SHELL=/bin/sh\0env.TZ=UTC\0env.USER=root\0"u8;

    /// <summary>
    /// Makes the block from the settings whose keys begin with <c>env.</c>: each variable as the first of these says that knows it: the command line,
    /// the image, the defaults. Panics when there is no memory for it.
    /// </summary>
    /// <param name="commandLine">Settings, each ended by a zero.</param>
    /// <param name="image">Settings, each ended by a new line.</param>
    public static EnvironmentBlock Create(ReadOnlySpan<byte> commandLine, ReadOnlySpan<byte> image)
    {
        var sizes = new Writer { First = commandLine, Second = image };
        sizes.AddAll();
        int textStart = (sizes.Count + 1) * PointerBytes;
        Panic.Unless(PermanentBlock.TryAllocate(textStart + sizes.TextBytes, out PermanentBlock memory), "There is no memory for the environment variables.");

        var writer = new Writer { First = commandLine, Second = image, Memory = memory.Span, Address = memory.Address, TextStart = textStart };
        writer.AddAll();
        return new EnvironmentBlock(memory, textStart);
    }

    /// <summary>The address of a variable's value, ended by a zero; 0 if there is none of that name.</summary>
    public nuint Find(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> texts = _memory.Span;
        for (int start = _textStart; start < texts.Length;)
        {
            ReadOnlySpan<byte> text = texts.Slice(start);
            text = text.Slice(0, text.IndexOf((byte)0));
            if (text.Length > name.Length && text[name.Length] == '=' && text.StartsWith(name))
            {
                return _memory.Address + (nuint)(start + name.Length + 1);
            }

            start += text.Length + 1;
        }

        return 0;
    }

    // Counts the variables and their bytes, and writes them where there is memory.
    private ref struct Writer
    {
        public ReadOnlySpan<byte> First;
        public ReadOnlySpan<byte> Second;
        public Span<byte> Memory;
        public nuint Address;
        public int TextStart;

        public int Count { get; private set; }

        public int TextBytes { get; private set; }

        public void AddAll()
        {
            AddAll(First, 0, default, 0, default, 0);
            AddAll(Second, (byte)'\n', First, 0, default, 0);
            AddAll(Defaults, 0, First, 0, Second, (byte)'\n');
        }

        private void AddAll(
            ReadOnlySpan<byte> settings, byte separator, ReadOnlySpan<byte> before, byte separatorBefore, ReadOnlySpan<byte> evenBefore, byte separatorEvenBefore)
        {
            for (ReadOnlySpan<byte> rest = settings; !rest.IsEmpty;)
            {
                int end = rest.IndexOf(separator);
                ReadOnlySpan<byte> setting = end < 0 ? rest : rest.Slice(0, end);
                ReadOnlySpan<byte> gone = settings.Slice(0, settings.Length - rest.Length);
                rest = end < 0 ? default : rest.Slice(end + 1);
                int equals = setting.IndexOf((byte)'=');
                if (!setting.StartsWith(KeyPrefix) || equals <= KeyPrefix.Length)
                {
                    continue;
                }

                ReadOnlySpan<byte> key = setting.Slice(0, equals);
                if (!SettingList.TryFind(gone, key, separator, out _) && !SettingList.TryFind(before, key, separatorBefore, out _)
                    && !SettingList.TryFind(evenBefore, key, separatorEvenBefore, out _))
                {
                    Add(setting.Slice(KeyPrefix.Length));
                }
            }
        }

        private void Add(ReadOnlySpan<byte> text)
        {
            if (!Memory.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(Memory.Slice(Count * PointerBytes), Address + (nuint)(TextStart + TextBytes));
                text.CopyTo(Memory.Slice(TextStart + TextBytes));
            }

            Count++;
            TextBytes += text.Length + 1;
        }
    }
}
