using System.Text;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>Writes one answer, well or badly, onto the connection; returns whether the connection stays open.</summary>
internal delegate Task<bool> Reply(Stream connection, CancellationToken cancellationToken);

/// <summary>The answers that a test server gives: good ones, and every way to be bad that a client must live through.</summary>
internal static class Replies
{
    /// <summary>Answers nothing, for as long as the server lives.</summary>
    public static Reply Silence { get; } = async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return false;
    };

    /// <summary>Begins a body and sends one byte now and then, without end.</summary>
    public static Reply Drip { get; } = async (connection, cancellationToken) =>
    {
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"u8.ToArray(), cancellationToken);
        while (true)
        {
            await connection.WriteAsync("x"u8.ToArray(), cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    };

    /// <summary>Sends a body without a declared length and without end, as fast as it is taken.</summary>
    public static Reply Flood { get; } = async (connection, cancellationToken) =>
    {
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        while (true)
            await connection.WriteAsync(new byte[8192], cancellationToken);
    };

    public static Reply Text(string body, params string[] headers) => Status(200, body, headers);

    public static Reply Status(int status, string body = "", params string[] headers) =>
        Whole(status, Encoding.UTF8.GetBytes(body), headers);

    public static Reply Whole(int status, byte[] body, params string[] headers) => async (connection, cancellationToken) =>
    {
        string[] lines = [$"HTTP/1.1 {status} Any", $"Content-Length: {body.Length}", .. headers];
        var head = string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";
        await connection.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], cancellationToken);
        return !headers.Contains("Connection: close");
    };

    /// <summary>Sends these bytes and closes.</summary>
    public static Reply Raw(string bytes) => async (connection, cancellationToken) =>
    {
        await connection.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken);
        return false;
    };

    /// <summary>Answers when the task has ended.</summary>
    public static Reply After(Task task, Reply then) => async (connection, cancellationToken) =>
    {
        await task.WaitAsync(cancellationToken);
        return await then(connection, cancellationToken);
    };

    /// <summary>Ends the task source, then answers: another reply waits for it.</summary>
    public static Reply Signal(TaskCompletionSource signal, Reply then) => (connection, cancellationToken) =>
    {
        signal.TrySetResult();
        return then(connection, cancellationToken);
    };
}
