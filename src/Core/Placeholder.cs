namespace OpenLaunch.Core; internal static class Placeholder;
