// The tests start dotnet and QEMU; more than one at a time would only make them wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
