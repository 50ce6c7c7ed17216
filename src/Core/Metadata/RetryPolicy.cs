using Polly;
using Polly.Retry;

namespace OpenLaunch.Core.Metadata;

/// <summary>
/// How long we insist, outermost first: the total budget, then the retries with growing and jittered waits, then the limit of
/// one attempt, which <see cref="MetadataHttp"/> keeps.
/// </summary>
/// <remarks>The first attempt is made without Polly, whose first use costs as much as a whole boot with nothing to do.</remarks>
internal sealed class RetryPolicy
{
    private readonly MetadataOptions options;
    private readonly TimeProvider time;
    private readonly Lazy<ResiliencePipeline<ExchangeResult>> retries;
    private readonly InsistedTime insisted;
    private volatile bool gaveUp;
    private volatile ExchangeResult? lastFailure;

    public RetryPolicy(MetadataOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        insisted = new InsistedTime(time) { Budget = options.Timeout };
        retries = new Lazy<ResiliencePipeline<ExchangeResult>>(BuildRetries);
    }

    /// <summary>Tells of every attempt that failed in a way that may pass.</summary>
    public event Action<ExchangeResult>? AttemptFailed;

    /// <summary>The budget of all requests of a run together.</summary>
    public TimeSpan Timeout { set => insisted.Budget = value; }

    /// <summary>
    /// What is left of the run's budget, and of a little more for what is lost later; a single attempt when that is used up, or
    /// was in vain and nothing has answered since.
    /// </summary>
    public RequestBudget NewBudget() => !gaveUp && insisted.Left is { } left
        ? new(time, left, allowsRetry: true)
        : new(time, insisted.LeftForAttempt, allowsRetry: false);

    /// <summary>A single attempt ahead of the first request, which waits for its end: it takes of that one's budget.</summary>
    public RequestBudget SingleAttempt() => new(time, null, allowsRetry: false);

    /// <summary>Repeats an exchange until it gives a lasting result or the budget is spent.</summary>
    public async Task<RequestTrial> RunAsync(
        Func<CancellationToken, Task<ExchangeResult>> exchange, RequestBudget budget, CancellationToken cancellationToken)
    {
        using var total = new CancellationTokenSource(budget.Remaining, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        // Of an attempt that its budget cuts off nothing is known; what came of the one before it says why.
        var trial = new RequestTrial(budget, options.AttemptTimeout, lastFailure);
        var started = time.GetTimestamp();
        try
        {
            await AttemptAsync(trial, exchange, either.Token);
            if (trial.Last.IsTransient && budget.AllowsRetry)
                await RetryAsync(trial, exchange, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The budget is spent; the last result says why.
        }

        lastFailure = trial.Last.IsTransient ? trial.Last : null;
        if (trial.Last.IsTransient || trial.Attempts > 1)
            insisted.Add(started, isSingle: !budget.AllowsRetry && budget.IsBounded);
        gaveUp = trial.Last.IsTransient && (gaveUp || budget.AllowsRetry);
        return trial;
    }

    // The pipeline's first "attempt" is the one just made: it waits and goes on from there.
    private async Task RetryAsync(
        RequestTrial trial, Func<CancellationToken, Task<ExchangeResult>> exchange, CancellationToken cancellationToken)
    {
        var isMade = true;
        await retries.Value.ExecuteAsync(
            async token =>
            {
                if (!isMade)
                    return await AttemptAsync(trial, exchange, token);
                isMade = false;
                return trial.Last;
            },
            cancellationToken);
    }

    private async Task<ExchangeResult> AttemptAsync(
        RequestTrial trial, Func<CancellationToken, Task<ExchangeResult>> exchange, CancellationToken cancellationToken)
    {
        var result = await trial.AttemptAsync(exchange, cancellationToken);
        if (result.IsTransient)
            AttemptFailed?.Invoke(result);
        return result;
    }

    private ResiliencePipeline<ExchangeResult> BuildRetries() =>
        new ResiliencePipelineBuilder<ExchangeResult> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ExchangeResult>
            {
                // Bounded by the total budget; another request that gave up meanwhile ends this one too.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsTransient: true } && !gaveUp),
                // Exponential with jitter is Polly's decorrelated jitter.
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Result as ExchangeResult.Answer)?.RetryAfter),
            })
            .Build();
}
