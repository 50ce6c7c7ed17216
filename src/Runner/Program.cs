using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

Console.SetOut(new PrintableWriter(Console.Out));
Console.SetError(new PrintableWriter(Console.Error, isForgiving: true));

// A custom step that ends the process must not look like success to whoever started it.
var hasEnded = false;
AppDomain.CurrentDomain.ProcessExit += (_, _) =>
{
    if (hasEnded)
        return;
    Environment.ExitCode = ExitCode.Failed;
    Console.Error.WriteLine(
        "Something within openlaunch, such as a custom step, ended its process before its end. The next run goes on there.");
};
var exitCode = ExitCode.Failed;
try
{
    exitCode = await OpenLaunchCommand.InvokeAsync(args, OwnProgram.IsEc2Launch);
}
catch (Exception fault)
{
    // Told here, for .NET would print what the exception says as it is.
    Console.Error.WriteLine($"This is a fault of openlaunch: {fault}");
}

hasEnded = true;

// Not just returned: a thread that a custom step left running in the foreground would keep the process alive.
Environment.Exit(exitCode);
