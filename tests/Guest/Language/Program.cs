using Hermit.Guest;
using Hermit.Guest.Language;

return CaseRunner.Run(
    args,
    Dispatch.Cases,
    GenericCode.Cases,
    StaticAbstracts.Cases,
    Casting.Cases,
    Delegates.Cases,
    Callbacks.Cases,
    Boxing.Cases,
    Enums.Cases,
    Reflection.Cases,
    Iterators.Cases,
    Patterns.Cases,
    Layout.Cases,
    Initialization.Cases,
    Dynamic.Cases,
    ReflectionInvoke.Cases,
    TypeInspection.Cases,
    Proxies.Cases,
    Interop.Cases,
    NativeBlocks.Cases,
    Diagnostics.Cases,
    NumericGenerics.Cases,
    Handlers.Cases,
    Newer.Cases,
    Shorthand.Cases);
