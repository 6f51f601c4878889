using System.Buffers.Binary;

using Hermit.Net.Tests.Machines;

namespace Hermit.Net.Fuzzing;

/// <summary>What is fed to the machine: short sequences of frames. They are kept in a file, each as the number of its frames and these with their lengths.</summary>
internal static class FrameSequences
{
    private const int LongestSequence = 8;

    /// <summary>Reads a file of sequences; none if there is no such file.</summary>
    public static List<byte[][]> Load(string path)
    {
        var sequences = new List<byte[][]>();
        ReadOnlySpan<byte> bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        while (!bytes.IsEmpty)
        {
            var frames = new byte[bytes[0]][];
            bytes = bytes[1..];
            for (int i = 0; i < frames.Length; i++)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
                frames[i] = bytes.Slice(2, length).ToArray();
                bytes = bytes[(2 + length)..];
            }

            sequences.Add(frames);
        }

        return sequences;
    }

    /// <summary>Writes a file of sequences.</summary>
    public static void Save(string path, IEnumerable<byte[][]> sequences)
    {
        using var writer = new BinaryWriter(File.Create(path));
        foreach (byte[][] frames in sequences)
        {
            writer.Write((byte)frames.Length);
            foreach (byte[] frame in frames)
            {
                writer.Write((ushort)frame.Length);
                writer.Write(frame);
            }
        }
    }

    /// <summary>A sequence made of one that is known: frames are damaged, doubled, dropped, exchanged, or taken from elsewhere.</summary>
    public static byte[][] Mutate(Random random, List<byte[][]> known, byte[][] real)
    {
        List<byte[]> frames = [.. known[random.Next(known.Count)]];
        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(frames.Count);
            switch (random.Next(8))
            {
                case 0:
                    frames.Insert(at, real[random.Next(real.Length)]);
                    break;
                case 1:
                    frames.Insert(at, frames[random.Next(frames.Count)]);
                    break;
                case 2 when frames.Count > 1:
                    frames.RemoveAt(at);
                    break;
                case 3:
                    int other = random.Next(frames.Count);
                    (frames[at], frames[other]) = (frames[other], frames[at]);
                    break;
                case 4:
                    frames.AddRange(known[random.Next(known.Count)]);
                    break;
                default:
                    frames[at] = HostileFrames.Mutate(random, frames[at], real);
                    break;
            }
        }

        return [.. frames.Take(LongestSequence)];
    }
}
