open System

[<EntryPoint>]
let main arguments =
    Console.WriteLine "Hello from a machine that runs nothing but this program!"

    if arguments.Length > 0 then
        let words = String.Join(", ", arguments)
        Console.WriteLine $"Arguments: {words}"

    0
