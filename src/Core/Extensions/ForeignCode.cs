using System.Reflection;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Extensions;

/// <summary>
/// Calls code of an extension outside of its steps, where no timeout of a step ends it: a boot waits for it, so the call is
/// bounded.
/// </summary>
internal sealed class ForeignCode(TimeSpan patience, TimeProvider time)
{
    public static ForeignCode Bounded { get; } = new(TimeSpan.FromMinutes(1), TimeProvider.System);

    /// <summary>The bound, in words.</summary>
    public string Bound => DurationText.Format(patience);

    /// <summary>Calls what may throw anything, and may never come back.</summary>
    /// <exception cref="ExtensionException">It threw, or has not come back.</exception>
    public T Attempt<T>(string what, Func<T> act)
    {
        try
        {
            return TryCall(act, out var result)
                ? result
                : throw new ExtensionException(
                    $"{what} has not ended within {Bound}, and is no longer waited for; what takes long belongs into a step");
        }
        catch (ExtensionException)
        {
            throw;
        }
#pragma warning disable CA1031 // Code of strangers: whatever it throws is an error of the configuration, not a crash.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var cause = (exception as TargetInvocationException)?.InnerException ?? exception;
            throw new ExtensionException($"{what} failed with {cause.GetType().Name}: {cause.Message}");
        }
    }

    /// <summary>Calls what throws as it does here, and may never come back.</summary>
    /// <returns>Whether it has come back. What has not goes on, on a thread that does not keep the process.</returns>
    public bool TryCall<T>(Func<T> act, out T result)
    {
        var call = Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var hasEnded = Task.WhenAny(call, Task.Delay(patience, time)).GetAwaiter().GetResult() == call;
        result = hasEnded ? call.GetAwaiter().GetResult() : default!;
        return hasEnded;
    }
}
