using Hermit.Guest;
using Hermit.Guest.Libraries;

return CaseRunner.Run(
    args,
    Numbers.Cases,
    FloatingPoint.Cases,
    Text.Cases,
    Encodings.Cases,
    RegularExpressions.Cases,
    Collections.Cases,
    Queries.Cases,
    Json.Cases,
    Documents.Cases,
    Times.Cases,
    Randomness.Cases,
    MemoryStreams.Cases,
    NetworkTables.Cases,
    CollectionContracts.Cases,
    ImmutableContracts.Cases,
    NumericContracts.Cases,
    TextContracts.Cases);
