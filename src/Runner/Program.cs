using OpenLaunch.Runner.Commands;

return await OpenLaunchCommand.InvokeAsync(args).ConfigureAwait(false);
