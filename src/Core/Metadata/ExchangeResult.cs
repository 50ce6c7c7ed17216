using System.Net;

namespace OpenLaunch.Core.Metadata;

/// <summary>What came of one HTTP exchange with the service.</summary>
internal abstract record ExchangeResult
{
    /// <summary>Whether another attempt may end better.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>The result in a few words, without any text of the service's.</summary>
    public abstract string Description { get; }

    /// <summary>A whole answer. The body is read for 200 only: the text of an error page is of no use to anyone.</summary>
    internal sealed record Answer(HttpStatusCode Status, byte[] Body, string? MediaType) : ExchangeResult
    {
        public TimeSpan? RetryAfter { get; init; }

        public TimeSpan? TokenLifetime { get; init; }

        // 501 and 505 tell that the service will never do what was asked.
        public override bool IsTransient =>
            (int)Status is 408 or 429 or >= 500 and not (501 or 505);

        public override string Description => $"{(int)Status} {Status}";
    }

    /// <summary>No connection, or no first byte of an answer.</summary>
    internal sealed record NoAnswer(UnreachableCause Cause, string Reason, Exception? Error) : ExchangeResult
    {
        public override bool IsTransient => true;

        public override string Description => Reason;
    }

    /// <summary>An answer that began and did not end well.</summary>
    internal sealed record BrokenAnswer(string Reason, bool MayRecover) : ExchangeResult
    {
        /// <summary>Whether there was more of it than is read. Default: false.</summary>
        public bool IsTooLarge { get; init; }

        public override bool IsTransient => MayRecover;

        public override string Description => Reason;
    }
}
