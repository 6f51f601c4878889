using Hermit.Unwinding;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>A real program's tables, against what LLVM says about them.</summary>
public sealed class RealImageTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    [Fact]
    public void Every_row_of_every_function_equals_what_llvm_dwarfdump_computes()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        List<DwarfDumpRow> expected = DwarfDumpRow.ReadAll(fixture.ImagePath);
        Assert.True(expected.Count > 5_000, $"{expected.Count} rows are too few for a program");
        int compared = 0;
        foreach (DwarfDumpRow row in expected)
        {
            if (!FrameDescriptionEntry.TryFind(sections, row.Address, out FrameDescriptionEntry entry))
            {
                // The row of a common information entry, printed at address 0.
                Assert.Equal(0u, row.Address);
                continue;
            }

            Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, row.Address, out CallFrameRow ours), $"row {row.Address:x}");
            Assert.Equal(row.Address, ours.Start);
            Assert.Equal(row.Frame, RowText.DescribeFrame(ours));
            Assert.Equal(row.Registers, RowText.DescribeRegisters(ours));
            compared++;
        }

        Assert.True(compared > 5_000, $"only {compared} rows were compared");
    }

    [Fact]
    public void A_row_holds_up_to_the_next_one_and_the_last_one_to_the_end_of_the_function()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        ulong previousEnd = 0;
        foreach (DwarfDumpRow row in DwarfDumpRow.ReadAll(fixture.ImagePath))
        {
            if (!FrameDescriptionEntry.TryFind(sections, row.Address, out FrameDescriptionEntry entry))
            {
                continue;
            }

            if (row.Address != entry.FunctionStart)
            {
                Assert.Equal(row.Address, previousEnd);
            }

            Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, row.Address, out CallFrameRow first));
            Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, first.End - 1, out CallFrameRow last));
            Assert.Equal((first.Start, first.End), (last.Start, last.End));
            Assert.True(first.End <= entry.FunctionEnd);
            previousEnd = first.End;
        }
    }

    [Fact]
    public void Every_managed_function_is_described_at_its_first_and_last_instruction()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        var bodies = new HashSet<ulong>();
        var funclets = new List<MethodData>();
        foreach (ulong start in tables.FunctionStarts)
        {
            Assert.True(FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry));
            if (entry.LanguageData == 0)
            {
                continue;
            }

            Assert.True(FrameDescription.TryRead(sections, start, out FrameDescription first), $"function {start:x}");
            Assert.True(FrameDescription.TryRead(sections, entry.FunctionEnd - 1, out FrameDescription last), $"function {start:x}");
            Assert.Equal(first.Method, last.Method);
            Assert.Equal((DwarfRegisters.Rsp, 8, 1), (first.Layout.FrameRegister, first.Layout.FrameOffset, first.Layout.ReturnAddress));
            if (first.Method.IsFunclet)
            {
                funclets.Add(first.Method);
            }
            else
            {
                Assert.Equal(start, first.Method.MethodStart);
                bodies.Add(start);
            }
        }

        Assert.True(bodies.Count > 1_000, $"{bodies.Count} methods are too few for a program");
        Assert.NotEmpty(funclets);
        Assert.All(funclets, funclet => Assert.Contains(funclet.MethodStart, bodies));
        Assert.All(funclets, funclet => Assert.NotEqual(0u, funclet.Clauses));
    }

    [Fact]
    public void Every_clause_lies_in_its_method_and_names_funclets_of_it()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        int count = 0;
        int separators = 0;
        foreach (ulong start in tables.FunctionStarts)
        {
            if (!FrameDescription.TryRead(sections, start, out FrameDescription description) || description.Method.IsFunclet)
            {
                continue;
            }

            foreach (ExceptionClause clause in ReadClauses(sections, description.Method))
            {
                if (IsSeparator(clause, start))
                {
                    separators++;
                    continue;
                }

                count++;
                Assert.True(clause.TryStart < clause.TryEnd, $"empty region in {start:x}");
                AssertBelongs(sections, start + clause.TryStart, start);
                AssertBelongs(sections, start + clause.TryEnd - 1, start);
                Assert.Equal(MethodFlags.Handler, GetKind(sections, clause.Handler, start));
                Assert.Equal(clause.Kind == ExceptionClauseKind.Filter, clause.Filter != 0);
                Assert.Equal(clause.Kind == ExceptionClauseKind.Typed, clause.Type != 0);
                if (clause.Filter != 0)
                {
                    Assert.Equal(MethodFlags.Filter, GetKind(sections, clause.Filter, start));
                }
            }
        }

        Assert.True(count > 100, $"{count} clauses are too few for a program");
        Assert.InRange(separators, 1, count / 10);
    }

    [Fact]
    public void Clauses_come_in_the_order_of_the_source_with_the_types_they_catch()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        List<ExceptionClause> clauses = ReadClauses(sections, Describe(sections, "Fixture_Fixture_Program__Clauses").Method);
        Assert.Equal(
            [ExceptionClauseKind.Typed, ExceptionClauseKind.Filter, ExceptionClauseKind.Fault],
            clauses.Select(clause => clause.Kind));
        Assert.Equal(fixture.Image.Symbols["_ZTV34S_P_CoreLib_System_FormatException"], clauses[0].Type);
        Assert.Equal((clauses[0].TryStart, clauses[0].TryEnd), (clauses[1].TryStart, clauses[1].TryEnd));
        Assert.True(clauses[2].TryStart <= clauses[0].TryStart && clauses[2].TryEnd >= clauses[0].TryEnd);
    }

    [Fact]
    public void A_method_that_native_code_calls_is_marked_and_its_callees_are_not()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        Assert.Equal(MethodFlags.ReversePInvoke, Describe(sections, "FixtureCallback").Method.Flags & MethodFlags.ReversePInvoke);
        Assert.Equal(MethodFlags.None, Describe(sections, "Fixture_Fixture_Program__Risk").Method.Flags & MethodFlags.ReversePInvoke);
    }

    [Fact]
    public void The_throw_helpers_of_the_kernel_lead_to_the_frame_that_throws()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        FrameLayout software = Describe(sections, "HermitThrowReturn", -1).Layout;
        Assert.Equal((DwarfRegisters.Rsp, 496, 1, 0), (software.FrameRegister, software.FrameOffset, software.ReturnAddress, software.Rsp));
        FrameDescription hardware = Describe(sections, "HermitThrowHwReturn", -1);
        Assert.True(hardware.Layout.IsSignalFrame);
        Assert.Equal((DwarfRegisters.Rsp, 480, 10, 9), (hardware.Layout.FrameRegister, hardware.Layout.FrameOffset, hardware.Layout.ReturnAddress, hardware.Layout.Rsp));
    }

    [Theory]
    [InlineData("HermitCatchReturn")]
    [InlineData("HermitFinallyReturn")]
    [InlineData("HermitFilterReturn")]
    public void The_funclet_trampolines_save_every_register_that_survives_calls(string label)
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        FrameLayout layout = Describe(sections, label, -1).Layout;
        int[] saved = [layout.Rbp, layout.Rbx, layout.R12, layout.R13, layout.R14, layout.R15];
        Assert.Equal([2, 3, 4, 5, 6, 7], saved);
    }

    /// <summary>The compiler puts a clause that protects nothing between two regions that only look the same.</summary>
    private static bool IsSeparator(in ExceptionClause clause, ulong methodStart) =>
        clause is { Kind: ExceptionClauseKind.Fault, TryStart: 0, TryEnd: 0 } && clause.Handler == methodStart;

    private FrameDescription Describe(in UnwindSections sections, string symbol, int offset = 0)
    {
        ulong address = fixture.Image.Symbols[symbol] + (ulong)offset;
        Assert.True(FrameDescription.TryRead(sections, address, out FrameDescription description), symbol);
        return description;
    }

    private static List<ExceptionClause> ReadClauses(in UnwindSections sections, in MethodData method)
    {
        var clauses = new List<ExceptionClause>();
        if (ExceptionClauseReader.TryStart(sections.Image, method, out ExceptionClauseReader reader))
        {
            while (reader.TryReadNext(sections.Image, out ExceptionClause clause))
            {
                clauses.Add(clause);
            }
        }

        return clauses;
    }

    private static void AssertBelongs(in UnwindSections sections, ulong instruction, ulong methodStart)
    {
        Assert.True(FrameDescription.TryRead(sections, instruction, out FrameDescription description));
        Assert.Equal(methodStart, description.Method.MethodStart);
    }

    private static MethodFlags GetKind(in UnwindSections sections, ulong funclet, ulong methodStart)
    {
        Assert.True(FrameDescription.TryRead(sections, funclet, out FrameDescription description));
        Assert.Equal(funclet, description.FunctionStart);
        Assert.Equal(methodStart, description.Method.MethodStart);
        return description.Method.Flags & MethodFlags.FuncletMask;
    }
}
