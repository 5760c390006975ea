using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>The failures of a connection, as they are told.</summary>
internal static class SshErrors
{
    public static BenchException Config(SourcePlace? place, string what, string mend) => new(ExitStatus.Usage, new Diagnostic(Codes.SshConfigBad, place, what, mend));

    public static BenchException HostUnknown(SshHost host) => new(ExitStatus.Usage, new Diagnostic(
        Codes.SshHostUnknown, null, $"'{host.Alias}' has no Host block in the ssh_config, and there is no machine of that name.", $"Write 'Host {host.Alias}' with its HostName there, or mend the name."));

    public static BenchException Connect(SshHost host, string why) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshConnectFailed, null, $"No connection to {host}: {why.TrimEnd('.')}.", $"Check HostName and Port, and that the machine is up and reached from here: ssh -v {host.Alias} tells more."))
    { IsTransient = true };

    public static BenchException Authentication(SshHost host, string why, IReadOnlyList<string> tried) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshAuthenticationFailed, null, $"{host} did not let us in with {(tried.Count == 0 ? "no key" : string.Join(", ", tried))}: {why.TrimEnd('.')}.",
        "Check User and IdentityFile, and that the public key stands in ~/.ssh/authorized_keys there. Passwords and one-time codes are not asked for."));

    public static BenchException Key(string file, string why) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshKeyUnreadable, new SourcePlace(file), $"The private key cannot be read: {why.TrimEnd('.')}.", "Name a private key in OpenSSH, PEM or PuTTY form by IdentityFile; ssh-keygen makes one."));

    public static BenchException NoKey(SshHost host, IReadOnlyList<string> looked) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshKeyUnreadable, null, $"There is no private key for {host}: none of {string.Join(", ", looked)} is there.", "Name one by IdentityFile in the ssh_config; ssh-keygen makes one."));

    public static BenchException Passphrase(string file, bool isWrong) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshPassphrase, new SourcePlace(file), isWrong ? "The passphrase does not open this key." : "This key is encrypted, and there is no passphrase.",
        "Set BENCH_SSH_PASSPHRASE, or run Bench at a terminal, where it asks."));

    public static BenchException LineBroken(SshHost host, string why) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshLineBroken, null, $"The connection to {host} broke, and was not mended in time: {why.TrimEnd('.')}.", "Check the network, and call again: what was started there goes on."))
    { IsTransient = true };

    public static BenchException Shell(SshHost host, string said) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.SshShellUnusable, null, $"The account on {host} runs no commands{(said.Length == 0 ? "" : $", it says: {said}")}.", "Use an account with a login shell and /bin/sh; file transfer alone (sftp) is not enough."));

    public static BenchException File(SshHost host, string verb, string path, string why)
    {
        var isFull = why.Contains("No space left", StringComparison.Ordinal) || why.Contains("quota", StringComparison.OrdinalIgnoreCase);
        var what = $"Cannot {verb} the file on {host}: {(why.Length == 0 ? "the command failed without a word" : why.TrimEnd('.'))}.";
        return new BenchException(ExitStatus.Scheduler, isFull
            ? new Diagnostic(Codes.RemoteDiskFull, new SourcePlace(path), what, "Remove what is not needed there (Clean, or by hand), or take another 'workdir'.")
            : new Diagnostic(Codes.FileFailed, new SourcePlace(path), what, "Check the folder's rights and the space left on its disk."));
    }
}
