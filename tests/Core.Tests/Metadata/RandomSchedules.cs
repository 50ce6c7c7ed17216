using System.Globalization;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>
/// A run's requests against a service that answers each of them by a random schedule of good, bad and hostile replies. A few
/// schedules here; <c>bench/load.sh</c> takes a thousand, and tells what it saw.
/// </summary>
public class RandomSchedules
{
    private const string Id = "i-0123456789abcdef0";
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(300);

    private static readonly string[] Paths =
    [
        "meta-data/instance-id", "meta-data/instance-type", "meta-data/ami-id", "meta-data/tags/instance/Name",
        "meta-data/public-keys/0/openssh-key", "dynamic/instance-identity/document",
    ];

    private static readonly string[] Hostile =
    [
        "", "OK", "../../x", "\0\0", "i-\u001b[2J", "i-0\r\n<Password>", "<html>no</html>", new('x', 70_000), "\u202eabc", "null",
    ];

    private static int Schedules =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SCHEDULES") ?? "40", CultureInfo.InvariantCulture);

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_the_service_does_a_run_gets_answers_or_told_failures_and_comes_to_its_end()
    {
        var (answers, failures, longest) = (0, 0, TimeSpan.Zero);
        foreach (var schedule in Enumerable.Range(Seed, Schedules))
        {
            await using var server = LoopbackMetadataServer.Start();
            var random = new Random(schedule);
            Script(server, random);
            using var client = new MetadataClient(
                Options.Brief(server.Endpoint) with
                {
                    Timeout = Budget, AttemptTimeout = Attempt, UserDataAttemptTimeout = Attempt, AllowV1 = random.Next(2) == 0,
                    MaxRetryDelay = TimeSpan.FromMilliseconds(50),
                },
                TimeProvider.System);
            var started = TimeProvider.System.GetTimestamp();

            foreach (var ask in Requests(client, random))
            {
                try
                {
                    // A client that waits for ever is a fault; how long a busy machine takes is none.
                    await ask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
                    answers++;
                }
                catch (MetadataException failure)
                {
                    Assert.NotEmpty(failure.Message);
                    failures++;
                }
            }

            var elapsed = TimeProvider.System.GetElapsedTime(started);
            longest = elapsed > longest ? elapsed : longest;

            // Beyond the budget and a tenth each request is a single attempt: token and value, once more for a lost token.
            var attempts = server.Requests.Count;
            Assert.True(attempts < 200, $"schedule {schedule}: {attempts} requests");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Schedules} schedules: {answers} answers, {failures} told failures, the longest run {longest / Budget:0.0} budgets of "
            + $"{Budget.TotalMilliseconds} ms, of which {Paths.Length + 2} single attempts of {Attempt.TotalMilliseconds} ms may be");
    }

    private static IEnumerable<Func<Task>> Requests(MetadataClient client, Random random)
    {
        if (random.Next(2) == 0)
            client.Prefetch();
        yield return () => client.WaitAsync(null, TestContext.Current.CancellationToken);
        foreach (var path in Paths)
            yield return () => client.GetAsync(path, TestContext.Current.CancellationToken);
        yield return () => client.GetUserDataAsync(TestContext.Current.CancellationToken);
    }

    private static void Script(LoopbackMetadataServer server, Random random)
    {
        var faults = random.Next(1, 4); // how likely a fault is, in thirds
        server.With(Paths[0], Id);
        Give("PUT", LoopbackMetadataServer.TokenPath, "token");
        foreach (var path in Paths.Append("user-data"))
            Give("GET", path, path == Paths[0] ? Id : "value");

        void Give(string method, string path, string good)
        {
            server.Script(method, path, [.. Enumerable.Range(0, random.Next(6)).Select(_ => Next(good))]);
            if (random.Next(4) == 0)
                server.Always(method, path, Next(good));
        }

        Reply Next(string good) => random.Next(3) >= faults ? Replies.Text(good) : random.Next(12) switch
        {
            0 => Replies.Silence,
            1 => Replies.Drip,
            2 => Replies.Flood,
            3 => Replies.Raw(""), // closed without a word
            4 => Replies.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"),
            5 => Replies.Raw("SSH-2.0-OpenSSH\r\n"),
            6 => Replies.Status(random.Next(400, 500)),
            7 => Replies.Status(random.Next(500, 600)),
            8 => Replies.Status(503, "", $"Retry-After: {(random.Next(2) == 0 ? "999999999" : "1")}"),
            9 => Replies.Status(302, "", "Location: http://127.0.0.1:1/"),
            10 => Replies.Status(401),
            _ => Replies.Text(Hostile[random.Next(Hostile.Length)]),
        };
    }
}
