using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

Console.SetError(new ForgivingWriter(Console.Error));

// A custom step that ends the process must not look like success to whoever started it.
var hasEnded = false;
AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = hasEnded ? Environment.ExitCode : ExitCode.Failed;
var exitCode = await OpenLaunchCommand.InvokeAsync(args, OwnProgram.IsEc2Launch);
hasEnded = true;

// Not just returned: a thread that a custom step left running in the foreground would keep the process alive.
Environment.Exit(exitCode);
