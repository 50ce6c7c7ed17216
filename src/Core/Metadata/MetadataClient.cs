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
    private readonly ConcurrentDictionary<MetadataPath, Task> ahead = new();
    private IReadOnlyList<MetadataPath> expected = [];
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
    public void Prefetch() => Prefetch([MetadataPath.InstanceId.Text]);

    /// <summary>
    /// Starts reading the session token in the background, and as soon as there is one, now or later, all paths that will be
    /// asked for at once. Each is one attempt; what it could not read, the first real request asks for again.
    /// </summary>
    internal void Prefetch(IEnumerable<string> paths)
    {
        if (endpoint.IsDisabled)
            return;
        expected = [.. paths.Select(MetadataPath.Parse)];
        prefetch = Task.Run(PrefetchAsync);
    }

    /// <summary>Takes the limits that the configuration sets: a prefetch may begin before that is read.</summary>
    internal void Limit(TimeSpan timeout, bool allowsV1) => (retry.Timeout, sessions.AllowsV1) = (timeout, allowsV1);

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
            await SessionAsync(budget).WaitAsync(cancellationToken);
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
        if (ahead.TryGetValue(path, out var asked))
            await WhenEnded(asked).WaitAsync(cancellationToken);
        return await ShareAsync(path, retry.NewBudget()).WaitAsync(cancellationToken);
    }

    // A request that runs beside the prefetch would ask for the token that it is about to bring.
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
            await SessionAsync(retry.SingleAttempt());
        }
        catch (MetadataException)
        {
            // Routes may not be there yet; who needs a value asks again and gets the reason.
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // The client was disposed of.
        }
    }

    /// <summary>The session; its token is the sign to ask for all that is expected.</summary>
    private async Task<MetadataSession> SessionAsync(RequestBudget budget)
    {
        var session = await sessions.GetAsync(budget, lifetime.Token);
        foreach (var path in Interlocked.Exchange(ref expected, []))
            ahead[path] = ShareAsync(path, retry.SingleAttempt());
        return session;
    }

    // Whoever asks for the value learns of a failure by asking again.
    private static async Task WhenEnded(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private Task<byte[]?> ShareAsync(MetadataPath path, RequestBudget budget) =>
        values.GetOrAdd(path, static _ => new SharedTask<byte[]?>(static _ => true))
            .GetAsync(() => ReadAsync(path, budget));

    private async Task<byte[]?> ReadAsync(MetadataPath path, RequestBudget budget)
    {
        var session = await SessionAsync(budget);
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
