using System.Runtime.Versioning;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The end of the process, which is that of the run alone: a custom step may end the process itself, throw on a thread of its
/// own, or have registered for the end what throws, takes another exit code, or never comes back.
/// </summary>
internal sealed class ProgramEnd
{
    // Nothing of ours is done there; what .NET does takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TextWriter error;
    private int? exitCode;

    /// <summary>Registers first of all, so that it is called first.</summary>
    /// <param name="error">Where it tells: a custom step may have set another standard error.</param>
    public ProgramEnd(TextWriter error)
    {
        this.error = error;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Begin();
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (exitCode is null && unhandled.ExceptionObject is Exception fault)
                TellFault(fault);
            ProcessEnd.Now(exitCode ?? ExitCode.Failed);
        };
    }

    /// <summary>Ends the process, with a thread that a custom step left running in the foreground too.</summary>
    public void With(int code)
    {
        exitCode = code;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = code; // the last word
        Environment.Exit(code);
    }

    /// <summary>Tells of what nothing was prepared for, to whoever sees it: a boot task and a service have no terminal.</summary>
    public void TellFault(Exception fault)
    {
        var text = $"This is a fault of openlaunch, or of a custom step on a thread of its own: {fault}";
        StepGuard.Try(() => error.WriteLine(PrintableText.Block(text).ReplaceLineEndings()));
        StepGuard.Try(() =>
        {
            if (OperatingSystem.IsWindows() && WindowsEventLog.IsRegistered)
                TellEventLog(text);
        });
    }

    /// <summary>Writes an error to the event log; where there is none, the exit code is all that tells.</summary>
    [SupportedOSPlatform("windows")]
    public static void TellEventLog(string message)
    {
        try
        {
            using var events = WindowsEventLog.Open();
            events.Write(null, EventPlace.Plan, EventSeverity.Error, $"OpenLaunch: {message}");
        }
        catch (WindowsException)
        {
            // The exit code is then all that tells.
        }
    }

    private void Begin()
    {
        var code = exitCode ?? ExitCode.Failed;
        new Thread(() => EndAfterPatience(code)) { IsBackground = true }.Start();
        if (exitCode is not null)
            return;

        // Ended by something else than this program: that must not look like success to whoever started it.
        StepGuard.Try(() => error.WriteLine(
            "Something within openlaunch, such as a custom step, ended its process early. The next run goes on there."));
        ProcessEnd.Now(code);
    }

    private static void EndAfterPatience(int code)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(Patience);
        ProcessEnd.Now(code);
    }
}
