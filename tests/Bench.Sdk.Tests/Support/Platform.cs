// build.sh and its tests are for Unix.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
