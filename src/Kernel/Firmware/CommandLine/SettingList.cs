using System;

namespace Hermit.Firmware;

/// <summary>Text of the form <c>key=value</c>, many of them, each ended by a separator.</summary>
public static class SettingList
{
    /// <summary>Finds <c>key=value</c> among entries that <paramref name="separator"/> ends.</summary>
    public static bool TryFind(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> key, byte separator, out ReadOnlySpan<byte> value)
    {
        while (!entries.IsEmpty)
        {
            int end = entries.IndexOf(separator);
            ReadOnlySpan<byte> entry = end < 0 ? entries : entries.Slice(0, end);
            entries = end < 0 ? default : entries.Slice(end + 1);
            if (entry.Length > key.Length && entry[key.Length] == '=' && entry.StartsWith(key))
            {
                value = entry.Slice(key.Length + 1);
                return true;
            }
        }

        value = default;
        return false;
    }
}
