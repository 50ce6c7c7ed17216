using System.Globalization;
using System.Text;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>
/// A boot's requests, with the limits that a boot has, against a service that answers each by a random schedule of good, slow, bad and
/// hostile replies: on a clock that counts what is waited for, so that the bound is the same on every machine. Some schedules here;
/// <c>bench/load.sh</c> takes a thousand, and tells what it saw.
/// </summary>
public sealed class ScheduledBoots
{
    private const string Id = "i-0123456789abcdef0";

    private static readonly string[] Paths =
    [
        "meta-data/instance-id", "meta-data/instance-type", "meta-data/ami-id", "meta-data/tags/instance/Name",
        "meta-data/public-keys/0/openssh-key", "dynamic/instance-identity/document", "user-data",
    ];

    private static int Schedules =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SCHEDULES") ?? "60", CultureInfo.InvariantCulture);

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_the_service_does_a_boot_waits_for_its_budget_and_a_tenth()
    {
        var (answers, failures, requests, longest) = (0, 0, 0, 0.0);
        foreach (var schedule in Enumerable.Range(Seed, Schedules))
        {
            var (time, random, options) = (new EventTime(), new Random(schedule), new MetadataOptions());
            var replies = Script(random);
            var service = new ScheduledService(time, request => replies(request));
            using var client = new MetadataClient(
                options with
                {
                    Endpoint = MetadataEndpoint.At(new("http://127.0.0.1/")), AllowV1 = random.Next(2) == 0,
                    Connect = (_, _) => service.ConnectAsync(),
                },
                time);
            if (random.Next(2) == 0)
                client.Prefetch();

            foreach (var path in Paths.Prepend(""))
            {
                try
                {
                    await Ask(client, path);
                    answers++;
                }
                catch (MetadataException failure)
                {
                    Assert.NotEmpty(failure.Message);
                    failures++;
                }
            }

            // Each request may be one attempt of a quarter of a second more: a service that is back is found.
            var waited = time.GetElapsedTime(0) - service.Answering;
            var bound = (options.Timeout * 1.1) + (TimeSpan.FromMilliseconds(250) * (Paths.Length + 1));
            Assert.True(waited <= bound, $"schedule {schedule}: {waited} of {bound}, {service.Requests} requests");
            (requests, longest) = (requests + service.Requests, Math.Max(longest, waited / options.Timeout));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Schedules} schedules: {answers} answers, {failures} told failures, {requests} requests; the longest boot waited "
            + $"{longest:0.000} budgets");
    }

    private static Task Ask(MetadataClient client, string path)
    {
        var token = TestContext.Current.CancellationToken;
        return path switch
        {
            "" => client.WaitAsync(null, token),
            "user-data" => client.GetUserDataAsync(token),
            _ => client.GetAsync(path, token),
        };
    }

    /// <summary>Some replies for each path, then one for all times.</summary>
    private static Func<string, Answer> Script(Random random)
    {
        var faults = random.Next(1, 5); // how likely a fault is, in quarters
        var isDown = random.Next(4) == 0; // what comes for all times may be a fault, too
        var scripts = new Dictionary<string, (Queue<Answer> First, Answer Always)>();
        foreach (var request in Paths.Select(path => $"GET {path}").Prepend("PUT api/token"))
        {
            var good = request.EndsWith("instance-id", StringComparison.Ordinal) ? Id : "value";
            scripts[request] = (
                new(Enumerable.Range(0, random.Next(2) * random.Next(80)).Select(_ => Next(random, good, faults))),
                Next(random, good, isDown || random.Next(4) == 0 ? faults : 0));
        }

        return request => scripts[request].First.TryDequeue(out var next) ? next : scripts[request].Always;
    }

    private static Answer Next(Random random, string good, int faults)
    {
        var delay = TimeSpan.FromMilliseconds(random.Next(10) == 0 ? random.Next(2500) : random.Next(20));
        if (random.Next(4) >= faults)
            return Whole("200 OK", good);
        return random.Next(15) switch
        {
            0 or 1 => new([], delay, IsSilent: true),
            2 => Whole("200 OK", good) with { Delay = TimeSpan.FromMilliseconds(random.Next(200)), Drips = true, IsFinal = false },
            3 => Raw("HTTP/1.1 200 OK\r\n\r\n" + new string('x', 200_000)),
            4 => Raw(""),
            5 => Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"),
            6 => Raw("SSH-2.0-OpenSSH\r\n"),
            7 => Raw("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X-Y: z\r\n", 4000))),
            8 => Whole($"{random.Next(400, 500)} No", ""),
            9 => Whole($"{random.Next(500, 600)} No", ""),
            10 => Whole("503 No", "", $"Retry-After: {random.Next(3) switch { 0 => "999999999", 1 => "0", _ => "20" }}\r\n"),
            11 => Whole("302 Found", "", "Location: http://127.0.0.1:1/\r\n"),
            12 => Whole("401 Unauthorized", ""),
            13 => Whole("200 OK", "<html>no</html>"),
            _ => Whole("200 OK", random.Next(3) switch { 0 => "", 1 => "i-0\r\n<Password>", _ => new string('x', 70_000) }),
        };

        Answer Raw(string text) => new(Encoding.ASCII.GetBytes(text), delay);

        Answer Whole(string status, string body, string headers = "") => new(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"), delay, IsFinal: status is ['2' or '4', ..]);
    }
}
