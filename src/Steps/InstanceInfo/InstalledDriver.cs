namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>A driver in use.</summary>
/// <param name="DeviceName">The device it drives: <c>Amazon Elastic Network Adapter</c>.</param>
/// <param name="DeviceClass">The set-up class in upper case: <c>NET</c>, <c>SCSIADAPTER</c>, <c>HDC</c>, <c>DISKDRIVE</c>.</param>
/// <param name="Manufacturer">Who provides it: <c>Amazon Web Services, Inc.</c></param>
/// <param name="Version">Four numbers: <c>2.4.0.0</c>.</param>
/// <param name="InfName">The installed INF file: <c>oem3.inf</c>, <c>stornvme.inf</c>.</param>
public sealed record InstalledDriver(string DeviceName, string DeviceClass, string Manufacturer, string Version, string InfName);
