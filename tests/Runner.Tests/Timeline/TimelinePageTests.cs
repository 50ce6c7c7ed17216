using System.Globalization;
using System.Net;

namespace OpenLaunch.Runner.Tests.Timeline;

/// <summary>The page of <c>timeline --html</c>, as text and in a browser.</summary>
[EachProgram]
public sealed class TimelinePageTests : IDisposable
{
    private const string Hostile = "</style><script>document.title='taken'</script><img src=http://127.0.0.1:9/x onerror=alert(1)>\"'&";

    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task Whatever_a_script_printed_is_text_in_it()
    {
        JournalOfTest.OfBoot(text: Hostile).WriteTo(state);

        var page = await WriteAsync();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(WebUtility.HtmlEncode(Hostile), page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_of_an_entry_or_id_of_a_run_is_text_too()
    {
        new JournalOfTest().Run(0, "<b>run", "<i>\"name").Step(1, "<b>run", "<i>\"name")
            .Outcome(2, "<b>run", "<i>\"name", 1, "\" onclick=\"x").End(3, "<b>run", 3).WriteTo(state);

        var page = await WriteAsync();

        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick=\"x", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_browser_it_asks_for_nothing_runs_nothing_and_opens_by_keyboard()
    {
        JournalOfTest.OfBoot(text: Hostile).WriteTo(state);
        await WriteAsync();

        await using var browser = await Browser.OpenAsync(state.At("page.html"));
        await browser.ShowAsync("light", 1200, 900);

        Assert.Equal("0", await browser.EvaluateAsync("document.scripts.length + document.images.length"));
        Assert.StartsWith("OpenLaunch: i-", await browser.EvaluateAsync("document.title"), StringComparison.Ordinal);
        Assert.Contains(Hostile, await browser.EvaluateAsync("document.body.textContent"), StringComparison.Ordinal);
        Assert.Equal("0", await browser.EvaluateAsync("document.querySelectorAll('details[open]').length"));
        for (var row = 0; row < 2; row++)
            await browser.PressAsync("Tab", 9);
        await browser.PressAsync("Enter", 13);
        Assert.Equal("rename", await browser.EvaluateAsync("document.querySelector('details[open] .name').textContent"));
        Assert.Contains("rename A to B", await browser.EvaluateAsync("document.querySelector('details[open]').innerText"), StringComparison.Ordinal);
        Assert.Equal("2px", await browser.EvaluateAsync("getComputedStyle(document.activeElement).outlineWidth"));
        await browser.PictureAsync("open-light");
        Assert.All(browser.Requests, request => Assert.StartsWith("file:///", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_at_work_at_once_have_bars_above_each_other_and_each_bar_is_seen()
    {
        JournalOfTest.OfBoot().WriteTo(state);
        await WriteAsync();

        await using var browser = await Browser.OpenAsync(state.At("page.html"));
        await browser.ShowAsync("dark", 1200, 900);

        var left = Edges(await BoxAsync(browser, "left"));
        var right = Edges(await BoxAsync(browser, "right"));
        var script = Edges(await BoxAsync(browser, "script"));
        Assert.Equal(left.Begin, right.Begin, tolerance: 1.0);
        Assert.InRange(left.End - left.Begin, 2 * (right.End - right.Begin) - 2, 2 * (right.End - right.Begin) + 2);
        Assert.True(script.Begin >= left.End);
        Assert.Equal("0", await browser.EvaluateAsync(
            "[...document.querySelectorAll('.bar')].filter(bar => bar.getBoundingClientRect().width < 3).length"));
        await browser.PictureAsync("waterfall-dark");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Both_schemes_are_readable_and_a_narrow_window_needs_no_sideways_scrolling(string scheme)
    {
        JournalOfTest.OfBoot(text: new string('x', 500)).WriteTo(state);
        await WriteAsync();

        await using var browser = await Browser.OpenAsync(state.At("page.html"));
        await browser.ShowAsync(scheme, 360, 800);

        var page = Luminance(await ColourAsync("document.body", "backgroundColor"));
        Assert.Equal(scheme == "dark", page < 0.1);
        foreach (var element in (string[])["document.body", "document.querySelector('.axis span span')"])
            Assert.True(Contrast(page, Luminance(await ColourAsync(element, "color"))) >= 4.5, element);
        foreach (var bar in (string[])["done", "failed", "reboot"])
            Assert.True(Contrast(page, Luminance(await ColourAsync($"document.querySelector('.bar.{bar}')", "backgroundColor"))) >= 3, bar);
        Assert.Equal("0", await browser.EvaluateAsync(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await browser.PictureAsync($"narrow-{scheme}");

        Task<string> ColourAsync(string element, string which) => browser.EvaluateAsync($"getComputedStyle({element}).{which}");
    }

    [Fact]
    public async Task Two_boots_stand_one_above_the_other_with_their_difference()
    {
        JournalOfTest.OfBoot("a", slow: 3).WriteTo(state);
        JournalOfTest.OfBoot("b").WriteTo(state, TimeSpan.FromHours(1));
        var text = await WriteAsync("--compare");
        Assert.Contains("Compared with run a2 on i-0123456789abcdef0: failed in 43.00 s", text, StringComparison.Ordinal);
        Assert.Contains("1.00 s (-2.00 s)", text, StringComparison.Ordinal);
        Assert.Contains("5.00 s (same)", text, StringComparison.Ordinal);

        await using var browser = await Browser.OpenAsync(state.At("page.html"));
        await browser.ShowAsync("dark", 1200, 900);

        Assert.Equal("7", await browser.EvaluateAsync("document.querySelectorAll('.bar.other').length"));
        Assert.Equal("0", await browser.EvaluateAsync(
            "[...document.querySelectorAll('.track')].filter(track => track.scrollHeight > track.clientHeight + 1).length"));
        await browser.PictureAsync("compared-dark");
        await browser.ShowAsync("light", 1200, 900);
        await browser.PictureAsync("compared-light");
    }

    private async Task<string> WriteAsync(params string[] options)
    {
        var file = state.At("page.html");
        var result = await OpenLaunchProcess.RunAsync(["timeline", "--state", state.Path, "--html", file, .. options]);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    private static Task<string> BoxAsync(Browser browser, string name) => browser.EvaluateAsync(
        $"(r => r.left + ' ' + r.right)([...document.querySelectorAll('summary')].find(s => s.querySelector('.name').textContent == "
        + $"'{name}').querySelector('.bar').getBoundingClientRect())");

    private static (double Begin, double End) Edges(string box)
    {
        var edges = box.Split(' ').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture)).ToArray();
        return (edges[0], edges[1]);
    }

    /// <summary>The relative luminance of a colour (WCAG 2.2).</summary>
    private static double Luminance(string colour)
    {
        var parts = colour[(colour.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',').Take(3).Select(part =>
            double.Parse(part, CultureInfo.InvariantCulture) / 255).Select(
            part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
}
