using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace OpenLaunch.Core.Metadata;

/// <summary>The instance metadata client: HTTP, session token first, each path asked for at most once.</summary>
public sealed class MetadataClient : IMetadataClient, IDisposable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MetadataEndpoint endpoint;
    private readonly MetadataHttp http;
    private readonly RetryPolicy retry;
    private readonly MetadataSessions sessions;
    private readonly MetadataFailures failures;
    private readonly ConcurrentDictionary<MetadataPath, SharedTask<byte[]?>> values = new();
    private readonly CancellationTokenSource lifetime = new();
    private Task prefetch = Task.CompletedTask;

    /// <summary>Makes a client; nothing is sent before the first request.</summary>
    /// <param name="options">The endpoint, budget and limits.</param>
    /// <param name="time">The clock of every limit and wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MetadataClient(MetadataOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        endpoint = options.Endpoint;
        http = new MetadataHttp(options, time);
        retry = new RetryPolicy(options, time);
        sessions = new MetadataSessions(http, retry, options, time);
        failures = new MetadataFailures(endpoint);
    }

    /// <inheritdoc/>
    public MetadataProtocol Protocol => sessions.Protocol;

    /// <summary>
    /// Starts reading the session token and the instance id in the background, one attempt each. It never throws; what it
    /// could not read, the first real request asks for again.
    /// </summary>
    public void Prefetch()
    {
        if (!endpoint.IsDisabled)
            prefetch = Task.Run(PrefetchAsync);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        var budget = retry.NewBudget();
        var failed = 0;
        void Report(ExchangeResult result) =>
            progress?.Report(new MetadataWaitProgress(Interlocked.Increment(ref failed), budget.Elapsed, result.Description));
        retry.AttemptFailed += Report;
        try
        {
            await sessions.GetAsync(budget, lifetime.Token).WaitAsync(cancellationToken);
        }
        finally
        {
            retry.AttemptFailed -= Report;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> GetAsync(string path, CancellationToken cancellationToken)
    {
        var parsed = MetadataPath.Parse(path);
        if (await GetBytesAsync(parsed, cancellationToken) is not { } body)
            return null;
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw failures.NotText(parsed.Text);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) =>
        (byte[]?)(await GetBytesAsync(MetadataPath.UserData, cancellationToken))?.Clone();

    /// <summary>Ends all requests under way.</summary>
    public void Dispose()
    {
        lifetime.Cancel();
        http.Dispose();
    }

    private async Task<byte[]?> GetBytesAsync(MetadataPath path, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        return await ShareAsync(path, retry.NewBudget()).WaitAsync(cancellationToken);
    }

    // A request that runs beside the prefetch would ask for what that is about to bring.
    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        if (endpoint.IsDisabled)
            throw failures.Disabled();
        await prefetch.WaitAsync(cancellationToken);
    }

    private async Task PrefetchAsync()
    {
        try
        {
            await ShareAsync(MetadataPath.InstanceId, retry.SingleAttempt());
        }
        catch (MetadataException)
        {
            // Routes may not be there yet; who needs the value asks again and gets the reason.
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // The client was disposed of.
        }
    }

    private Task<byte[]?> ShareAsync(MetadataPath path, RequestBudget budget) =>
        values.GetOrAdd(path, static _ => new SharedTask<byte[]?>(static _ => true))
            .GetAsync(() => ReadAsync(path, budget));

    private async Task<byte[]?> ReadAsync(MetadataPath path, RequestBudget budget)
    {
        var session = await sessions.GetAsync(budget, lifetime.Token);
        var trial = await ReadAsync(path, session, budget);
        if (trial.Last is ExchangeResult.Answer { Status: HttpStatusCode.Unauthorized })
        {
            sessions.Drop(session);
            session = await sessions.GetAsync(budget, lifetime.Token);
            trial = await ReadAsync(path, session, budget);
        }

        return trial.Last switch
        {
            ExchangeResult.Answer { Status: HttpStatusCode.NotFound } => null,
            ExchangeResult.Answer { Status: HttpStatusCode.Unauthorized } => throw failures.RefusedTwice(path.Text),
            ExchangeResult.Answer { Status: HttpStatusCode.OK } answer => IsPage(path, answer)
                ? throw failures.WebPageSent(path.Text)
                : answer.Body,
            _ => throw failures.From(trial, path.Text),
        };
    }

    private Task<RequestTrial> ReadAsync(MetadataPath path, MetadataSession session, RequestBudget budget) =>
        retry.RunAsync(token => http.GetAsync(path, session.Token, token), budget, lifetime.Token);

    private static bool IsPage(MetadataPath path, ExchangeResult.Answer answer) =>
        path.IsUserData ? WebPage.IsOne(answer.Body) : WebPage.IsOne(answer.Body, answer.MediaType);
}
