using System.Text;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>Standard error that may be closed, full or gone: who does not listen must not end a boot.</summary>
internal sealed class ForgivingWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => StepGuard.Try(() => writer.Write(value));

    public override void Write(string? value) => StepGuard.Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => StepGuard.Try(() => writer.Write(buffer, index, count));

    public override void WriteLine(string? value) => StepGuard.Try(() => writer.WriteLine(value));

    public override void Flush() => StepGuard.Try(writer.Flush);
}
