namespace Hermit.Unwinding;

/// <summary>All that a stack walk needs to know about an instruction.</summary>
public struct FrameDescription
{
    /// <summary>The instruction.</summary>
    public ulong Instruction;

    /// <summary>The start of the function that holds it.</summary>
    public ulong FunctionStart;

    /// <summary>How a frame that stands there is undone.</summary>
    public FrameLayout Layout;

    /// <summary>What the compiler says about the function; all zero when it has no language-specific data.</summary>
    public MethodData Method;

    /// <summary>Whether the compiler made the function, for the program or for the kernel; else it is assembly.</summary>
    public readonly bool IsCompiled => Method.MethodStart != 0;

    /// <summary>Describes <paramref name="instruction"/> from the tables.</summary>
    /// <returns>False when no function holds it, or what the tables say about that function is malformed.</returns>
    public static bool TryRead(in UnwindSections sections, ulong instruction, out FrameDescription description)
    {
        description = default;
        if (!FrameDescriptionEntry.TryFind(sections, instruction, out FrameDescriptionEntry entry) ||
            !CallFrameInterpreter.TryExecute(sections.Frames, entry, instruction, out CallFrameRow row))
        {
            return false;
        }

        description.Instruction = instruction;
        description.FunctionStart = entry.FunctionStart;
        bool known = FrameLayout.TryFrom(row, out description.Layout);
        description.Layout.IsSignalFrame = entry.Common.IsSignalFrame;
        return known &&
            (entry.LanguageData == 0 ||
             MethodData.TryRead(sections.Image, entry.LanguageData, entry.FunctionStart, out description.Method));
    }
}
