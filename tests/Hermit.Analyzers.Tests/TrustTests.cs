namespace Hermit.Analyzers.Tests;

/// <summary>HRM0015: trust is claimed only where unsafe code compiles, and with a reason.</summary>
public sealed class TrustTests
{
    private const string Rule = "HRM0015";

    [Fact]
    public Task Safe_project_cannot_implement_a_trusted_interface() =>
        Verify.Rule(Rule, "struct Nothing : {|HRM0015:ILock|};", allowUnsafe: false);

    [Fact]
    public Task Comment_does_not_help_where_unsafe_does_not_compile() =>
        Verify.Rule(Rule, """
            // SAFETY: believe me.
            struct Nothing : {|HRM0015:ILock|};
            """, allowUnsafe: false);

    [Fact]
    public Task Interface_that_extends_a_trusted_one_is_trusted() =>
        Verify.Rule(Rule, "struct Nothing : IDisposable, {|HRM0015:IOrderedLock|} { public void Dispose() { } }", allowUnsafe: false);

    [Fact]
    public Task Safe_project_cannot_carry_a_trusted_attribute() =>
        Verify.Rule(Rule, "[{|HRM0015:VouchedFor|}] struct Plain { public int Value; }", allowUnsafe: false);

    [Fact]
    public Task Unsafe_project_says_why_at_the_declaration() =>
        Verify.Rule(Rule, """
            struct Silent : {|HRM0015:ILock|};

            [{|HRM0015:VouchedFor|}]
            struct AlsoSilent;

            // SAFETY: the test has one thread.
            [VouchedFor]
            struct Outspoken : ILock;

            /// <summary>Documented.</summary>
            // SAFETY: the test has one thread.
            sealed class Written : IOrderedLock;
            """);

    [Fact]
    public Task Comment_around_an_outer_type_is_not_enough() =>
        Verify.Rule(Rule, """
            // SAFETY: for the outer one.
            class Outer
            {
                struct Inner : {|HRM0015:ILock|};
            }
            """);

    [Fact]
    public Task Extending_the_interface_and_using_it_claims_nothing() =>
        Verify.Rule(Rule, """
            interface IAnother : ILock;
            class User<T> where T : ILock { public ILock? Held; }
            """, allowUnsafe: false);
}
