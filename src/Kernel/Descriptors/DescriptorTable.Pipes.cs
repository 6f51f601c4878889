using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Descriptors;

/// <content>Pipes.</content>
public static partial class DescriptorTable
{
    /// <summary>Makes a pipe, and descriptors for both ends.</summary>
    public static SystemError MakePipe(bool nonBlocking, out int reader, out int writer)
    {
        writer = -1;
        SystemError error = Reserve(out reader);
        if (error != SystemError.None)
        {
            return error;
        }

        ulong handle = 0;
        error = Reserve(out writer);
        if (error == SystemError.None)
        {
            error = Pipes.Create(out handle);
            if (error != SystemError.None)
            {
                Cancel(writer);
            }
        }

        if (error != SystemError.None)
        {
            Cancel(reader);
            reader = -1;
            writer = -1;
            return error;
        }

        OpenObject end = default;
        end.Handle = handle;
        end.IsNonBlocking = nonBlocking;
        end.Kind = ObjectKind.PipeReader;
        end.Options = OpenOptions.Read;
        Install(reader, end);
        end.Kind = ObjectKind.PipeWriter;
        end.Options = OpenOptions.Write;
        Install(writer, end);
        return SystemError.None;
    }
    /// <inheritdoc cref="Pipes.GetCapacity"/>
    public static SystemError GetPipeCapacity(int descriptor, out int capacity)
    {
        capacity = 0;
        SystemError error = FindPipe(descriptor, out OpenObject target);
        return error == SystemError.None ? Pipes.GetCapacity(target.Handle, out capacity) : error;
    }

    /// <inheritdoc cref="Pipes.SetCapacity"/>
    public static SystemError SetPipeCapacity(int descriptor, int bytes)
    {
        SystemError error = FindPipe(descriptor, out OpenObject target);
        return error == SystemError.None ? Pipes.SetCapacity(target.Handle, bytes) : error;
    }

    private static SystemError FindPipe(int descriptor, out OpenObject target)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out target);
        bool isPipe = target.Kind is ObjectKind.PipeReader or ObjectKind.PipeWriter;
        return error == SystemError.None && !isPipe ? SystemError.BadDescriptor : error;
    }
}
