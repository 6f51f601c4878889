Imports System

Module Program
    Sub Main(arguments As String())
        Console.WriteLine("Hello from a machine that runs nothing but this program!")

        If arguments.Length > 0 Then
            Console.WriteLine($"Arguments: {String.Join(", ", arguments)}")
        End If
    End Sub
End Module
