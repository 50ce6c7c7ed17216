await OpenLaunch.Runner.OpenLaunchAgent.RunAsync(args, []);
