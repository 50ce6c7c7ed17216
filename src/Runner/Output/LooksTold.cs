namespace OpenLaunch.Runner.Output;

/// <summary>Tells on a terminal what <c>doctor</c> has looked at, as the answers come: some take seconds.</summary>
internal sealed class LooksTold(DiagnosisLanguage language, bool isSilent) : IDisposable
{
    private readonly Lock gate = new();
    private bool hasBegun;
    private bool isOver;

    public void Tell(string subject)
    {
        lock (gate)
        {
            if (isSilent || isOver)
                return;
            Console.Error.Write(hasBegun ? $", {language.Say(subject)}" : $"{language.Say("Looked at")} {language.Say(subject)}");
            Console.Error.Flush();
            hasBegun = true;
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (hasBegun && !isOver)
                Console.Error.WriteLine();
            isOver = true;
        }
    }
}
