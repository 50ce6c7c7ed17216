using System.Text;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>
/// What standard output and standard error are to the whole program: whatever is printed, and whoever it came from, holds nothing
/// that a terminal obeys. Only a <see cref="Drawing"/> goes past it.
/// </summary>
/// <param name="isForgiving">Whether it may be closed, full or gone: who does not listen must not end a boot.</param>
internal sealed class PrintableWriter(TextWriter writer, bool isForgiving = false) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => Try(() => writer.Write(Clean(value)));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(Clean(value)));

    public override void Write(object? value)
    {
        if (value is Drawing drawing)
            Try(() => writer.Write(drawing.Sequences));
        else
            Write(value?.ToString());
    }

    public override void Flush() => Try(writer.Flush);

    /// <summary>Line ends stay the ones that they are: a schema has LF on Windows, too.</summary>
    private static string Clean(string? text) =>
        string.Join("\r\n", (text ?? "").Split("\r\n").Select(PrintableText.Block));

    private void Try(Action write)
    {
        if (isForgiving)
            StepGuard.Try(write);
        else
            write();
    }
}

/// <summary>What the terminal library draws, and nobody else may: text in which each sequence is its own.</summary>
internal sealed record Drawing(string Sequences);

/// <summary>Hands what the terminal library writes to the program's writer as what it is.</summary>
internal sealed class DrawingWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => writer.Write(new Drawing(value ?? ""));

    public override void Flush() => writer.Flush();
}
