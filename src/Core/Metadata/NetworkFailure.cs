using System.Net.Sockets;

namespace OpenLaunch.Core.Metadata;

/// <summary>Reads from an exception of the HTTP stack what became of the exchange.</summary>
internal static class NetworkFailure
{
    public static ExchangeResult Classify(HttpRequestException error, TimeSpan timeout)
    {
        if (FindSocketError(error) is { } code)
            return new ExchangeResult.NoAnswer(Cause(code), Reason(code, timeout), error);
        return error.HttpRequestError switch
        {
            HttpRequestError.ResponseEnded => new ExchangeResult.BrokenAnswer("the answer was cut short", true),
            HttpRequestError.InvalidResponse => new ExchangeResult.BrokenAnswer("the answer is not HTTP", true),
            HttpRequestError.ConfigurationLimitExceeded => new ExchangeResult.BrokenAnswer("the headers are too long", false),
            _ when FindTimeout(error) => new ExchangeResult.NoAnswer(UnreachableCause.TimedOut, NoAnswerWithin(timeout), error),
            _ => new ExchangeResult.NoAnswer(UnreachableCause.Other, $"network error ({error.HttpRequestError})", error),
        };
    }

    public static string NoAnswerWithin(TimeSpan timeout) => $"no answer within {timeout.TotalSeconds:0.###} s";

    private static SocketError? FindSocketError(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException!)
        {
            if (inner is SocketException socket)
                return socket.SocketErrorCode;
        }

        return null;
    }

    private static bool FindTimeout(Exception? error) =>
        error is not null && (error is TimeoutException or OperationCanceledException || FindTimeout(error.InnerException));

    private static UnreachableCause Cause(SocketError code) => code switch
    {
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown
            or SocketError.AddressNotAvailable => UnreachableCause.NoRoute,
        SocketError.ConnectionRefused => UnreachableCause.Refused,
        SocketError.TimedOut => UnreachableCause.TimedOut,
        _ => UnreachableCause.Other,
    };

    private static string Reason(SocketError code, TimeSpan timeout) => Cause(code) switch
    {
        UnreachableCause.NoRoute => $"no route to the address ({code})",
        UnreachableCause.Refused => "the connection was refused",
        UnreachableCause.TimedOut => NoAnswerWithin(timeout),
        _ when code is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData =>
            $"the host name cannot be resolved ({code})",
        _ => $"network error ({code})",
    };
}
