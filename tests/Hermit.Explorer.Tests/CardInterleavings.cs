using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>
/// Write barriers against collections of the young objects. The barriers are assembly; what they do, and in which order, is written here again, one
/// locked step an instruction, since a collection stops threads between any two of them and then sees all that they did. Two collections come at any
/// time: one that clears a card must not make the next one miss what is stored.
/// </summary>
public class CardInterleavings
{
    private const int Young = 1;
    private const int Other = 2;

    // Each collection has to come between two instructions, which takes one.
    private static readonly ExplorerOptions s_bound = new() { PreemptionBound = 3 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reference_stored_into_an_old_object_is_found_by_its_card(bool setsCard)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var world = new Shared<SpinMutex<World>>();
            scenario.Thread("program", () =>
            {
                Step(world, (ref World w) => w.Register = Young);
                Step(world, (ref World w) => w.Field = w.Register);
                if (setsCard)
                {
                    Step(world, (ref World w) => w.Card = true);
                }

                Step(world, (ref World w) => w.Register = 0);
            });
            Collect(scenario, world);
        }, s_bound);
        Expect.Kind(setsCard ? null : FailureKind.Exception, outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_move_within_an_old_array_loses_nothing_if_cards_are_set_before_it_as_well(bool cardBefore)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var world = new Shared<SpinMutex<World>>();
            scenario.Thread("program", () =>
            {
                Step(world, (ref World w) =>
                {
                    w.Source = Young;
                    w.SourceCard = true;
                });
                if (cardBefore)
                {
                    Step(world, (ref World w) => w.Card = true);
                }

                Step(world, (ref World w) => w.Register = w.Source);
                Step(world, (ref World w) => w.Field = w.Register);
                Step(world, (ref World w) => w.Register = Other);
                Step(world, (ref World w) => w.Source = w.Register);
                Step(world, (ref World w) => w.Card = true);
            });
            Collect(scenario, world);
        }, s_bound);
        Expect.Kind(cardBefore ? null : FailureKind.Exception, outcome);
    }

    private static void Collect(Scenario scenario, Shared<SpinMutex<World>> world) => scenario.Thread("collector", () =>
    {
        for (int collection = 0; collection < 2; collection++)
        {
            Step(world, (ref World w) =>
            {
                bool found = w.IsOld || w.Register == Young || (w.Card && w.Field == Young) || (w.SourceCard && w.Source == Young);
                w.Card = false;
                w.SourceCard = false;
                w.IsOld = found;
                Assert.True(found || (w.Field != Young && w.Source != Young), "An object that an old one refers to was not found.");
            });
        }
    });

    private static void Step(Shared<SpinMutex<World>> world, Instruction instruction)
    {
        using var guard = world.Value.Lock();
        instruction(ref guard.Value);
    }

    private delegate void Instruction(ref World world);

    private struct World
    {
        public int Register, Field, Source;
        public bool Card, SourceCard, IsOld;
    }
}
