using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenLaunch.Runner.Tests.Timeline;

/// <summary>A page in a headless Chromium of its own, driven by the DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("openlaunch-browser-");
    private readonly ClientWebSocket socket = new();
    private readonly Process process;
    private int calls;
    private string? session;

    private Browser(string program) => process = Process.Start(new ProcessStartInfo(program,
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0",
        $"--user-data-dir={profile.FullName}",
    ])
    {
        RedirectStandardError = true,
    })!;

    /// <summary>The addresses that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens a file, or skips the test where there is no browser.</summary>
    public static async Task<Browser> OpenAsync(string file)
    {
        var program = Programs.FirstOrDefault(File.Exists);
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_CHROMIUM") != "1")
            Assert.SkipWhen(program is null, "There is no Chromium.");
        var browser = new Browser(program!);
        try
        {
            await browser.ConnectAsync();
            await browser.CallAsync("Network.enable");
            await browser.CallAsync("Page.enable");
            await browser.CallAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
            while (await browser.EvaluateAsync("document.readyState + (document.body ? document.body.childElementCount : 0)")
                is not ['c', 'o', 'm', 'p', 'l', 'e', 't', 'e', not '0', ..])
                await Task.Delay(20, TestContext.Current.CancellationToken);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Chooses the colours that the reader prefers, and the size of the window.</summary>
    public async Task ShowAsync(string scheme, int width, int height)
    {
        await CallAsync("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        });
        await CallAsync("Emulation.setDeviceMetricsOverride", new()
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false,
        });
    }

    /// <summary>What a script makes of the page, as text.</summary>
    public async Task<string> EvaluateAsync(string script)
    {
        var answer = await CallAsync("Runtime.evaluate", new() { ["expression"] = $"String({script})" });
        return answer["result"]?["value"]?.GetValue<string>() ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    public async Task PressAsync(string key, int code)
    {
        var text = key == "Enter" ? "\r" : "";
        foreach (var type in (string[])["keyDown", "keyUp"])
        {
            await CallAsync("Input.dispatchKeyEvent", new()
            {
                ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = text,
            });
        }
    }

    /// <summary>Keeps a picture where somebody asks for pictures, to look at it.</summary>
    public async Task PictureAsync(string name)
    {
        var answer = await CallAsync("Page.captureScreenshot");
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder, $"{name}.png"), Convert.FromBase64String(answer["data"]!.GetValue<string>()),
                TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        for (var left = 20; left > 0 && profile.Exists; left--)
        {
            try
            {
                profile.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(100, CancellationToken.None); // a child of the browser that ends still writes
            }
        }
    }

    private async Task ConnectAsync()
    {
        const string Listening = "DevTools listening on ";
        string? line;
        do
            line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line?.StartsWith(Listening, StringComparison.Ordinal) == false);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Assert.NotNull(line);
        await socket.ConnectAsync(new Uri(line[Listening.Length..]), TestContext.Current.CancellationToken);
        var target = await CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var attached = await CallAsync("Target.attachToTarget", new()
        {
            ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true,
        });
        session = attached["sessionId"]!.GetValue<string>();
    }

    private async Task<JsonObject> CallAsync(string method, JsonObject? parameters = null)
    {
        var id = ++calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            call["sessionId"] = session;
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        while (true)
        {
            var message = await ReceiveAsync();
            if (message["method"]?.GetValue<string>() == "Network.requestWillBeSent")
                Requests.Add(message["params"]!["request"]!["url"]!.GetValue<string>());
            if (message["id"]?.GetValue<int>() == id)
                return (JsonObject?)message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
        }
    }

    private async Task<JsonObject> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return (JsonObject)JsonNode.Parse(message.ToArray())!;
    }
}
