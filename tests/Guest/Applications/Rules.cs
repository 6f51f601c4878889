using FluentValidation;
using FluentValidation.Results;

namespace Hermit.Guest.Applications;

/// <summary>FluentValidation: rules as expressions.</summary>
internal static class Rules
{
    public static GuestCase[] Cases =>
    [
        new("fluent-validation", Validate),
    ];

    private static void Validate()
    {
        var validator = new PersonValidator();
        Print(validator.Validate(new Person { Name = "Ada", Age = 36 }));
        Print(validator.Validate(new Person { Name = "", Age = 300, Tags = ["ok", ""] }));
        Attempt.Print("and throw", () => validator.ValidateAndThrow(new Person()));
    }

    private static void Print(ValidationResult result)
    {
        Console.WriteLine(result.IsValid);
        foreach (ValidationFailure failure in result.Errors)
            Console.WriteLine($"{failure.PropertyName}: {failure.ErrorMessage} ({failure.ErrorCode})");
    }

    private sealed class PersonValidator : AbstractValidator<Person>
    {
        public PersonValidator()
        {
            RuleFor(person => person.Name).NotEmpty().MaximumLength(20);
            RuleFor(person => person.Age).InclusiveBetween(0, 150).When(person => person.Name != "nobody");
            RuleForEach(person => person.Tags).NotEmpty().WithMessage("A tag has to be something");
        }
    }
}
