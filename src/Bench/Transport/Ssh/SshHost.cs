namespace Bench.Transport.Ssh;

/// <summary>A machine as ssh_config has it: what is needed to reach it.</summary>
/// <param name="Alias">As the user wrote it.</param>
/// <param name="Jumps">Machines to go through, in this order (ProxyJump).</param>
/// <param name="IdentityFiles">Empty: the usual ones below ~/.ssh.</param>
/// <param name="IsConfigured">True where a Host block speaks of this alias, not of all.</param>
internal sealed record SshHost(
    string Alias,
    string HostName,
    int Port,
    string User,
    IReadOnlyList<SshHost> Jumps,
    IReadOnlyList<string> IdentityFiles,
    IReadOnlyList<string> KnownHostsFiles,
    string? HostKeyAlias,
    bool IsConfigured)
{
    /// <summary>The name that known_hosts has for it: <c>HostKeyAlias</c>, <c>host</c>, or <c>[host]:port</c> where the port is not 22.</summary>
    public string KeyName => HostKeyAlias ?? (Port == 22 ? HostName : $"[{HostName}]:{Port}");

    /// <summary><c>login (bench@10.0.0.1)</c>; the port where it is not 22.</summary>
    public override string ToString() => $"{Alias} ({User}@{HostName}{(Port == 22 ? "" : $":{Port}")})";
}
