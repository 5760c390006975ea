using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bench.Tests.Jobs;
using Bench.Tests.Scripts;
using Bench.Transport.Ssh;

namespace Bench.Tests.Transport.Ssh;

/// <summary>An sshd of the current user on a free port of the loopback interface, with keys and an ssh_config of its own.</summary>
public sealed class SshServer : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _sshd;

    public SshServer()
    {
        Keygen("-q", "-t", "ed25519", "-N", "", "-f", At("host_key"));
        Keygen("-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", At("id"));
        File.Copy(At("id.pub"), At("authorized_keys"));
        Port = FreePort();
        File.WriteAllText(At("sshd_config"), $"""
            ListenAddress 127.0.0.1
            Port {Port}
            HostKey {At("host_key")}
            AuthorizedKeysFile {At("authorized_keys")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            """);
        File.WriteAllText(At("known_hosts"), $"[127.0.0.1]:{Port} {PublicKey("host_key")}\n");
        WriteConfig("");
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        _sshd = Process.Start(new ProcessStartInfo(Program!, ["-D", "-e", "-f", At("sshd_config")]) { RedirectStandardError = true })!;
        _sshd.ErrorDataReceived += (_, _) => { };
        _sshd.BeginErrorReadLine();
        Eventually.TrueAsync(Answers).GetAwaiter().GetResult();
    }

    /// <summary>sshd wants to be called by its whole path.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(f => Path.Combine(f, "sshd")).FirstOrDefault(File.Exists);

    public int Port { get; }

    public string Folder => _folder.Path;

    public string Config => At("config");

    public string At(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The ssh_config with the alias <c>box</c>.</summary>
    /// <param name="more">Blocks after it.</param>
    public void WriteConfig(string more, string key = "id", string knownHosts = "known_hosts") => File.WriteAllText(Config, $"""
        Host box
            HostName 127.0.0.1
            Port {Port}
            IdentityFile {At(key)}
        Host *
            UserKnownHostsFile {At(knownHosts)}
            GlobalKnownHostsFile none
        {more}
        """);

    public SshTransport Connect(string alias = "box", SshOptions? options = null) => new(alias, Config, TimeProvider.System, options);

    /// <summary>Type and blob of a public key.</summary>
    public string PublicKey(string name) => string.Join(' ', File.ReadAllText(At(name + ".pub")).Split(' ')[..2]).Trim();

    /// <summary>Kills the processes that serve connections: the line breaks, the server goes on.</summary>
    public void CutLines()
    {
        foreach (var child in Children(_sshd.Id))
        {
            KillWithChildren(child);
        }
    }

    public static void Keygen(params string[] words)
    {
        using var keygen = Process.Start(new ProcessStartInfo("ssh-keygen", words) { RedirectStandardOutput = true })!;
        keygen.WaitForExit();
        Assert.Equal(0, keygen.ExitCode);
    }

    public void Dispose()
    {
        KillWithChildren(_sshd.Id);
        _sshd.WaitForExit();
        _sshd.Dispose();
        _folder.Dispose();
    }

    // Only what is an sshd: a command that runs there ends by itself, as it does on a cluster.
    private static void KillWithChildren(int id)
    {
        var children = Children(id);
        Kill(id);
        foreach (var child in children)
        {
            KillWithChildren(child);
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself.
        }
    }

    private static List<int> Children(int id)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Where(IsServer)];
        }
        catch (Exception e) when (e is IOException)
        {
            return [];
        }
    }

    private static bool IsServer(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").StartsWith("sshd", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return client.Connected;
        }
        catch (SocketException)
        {
            Assert.False(_sshd.HasExited, "sshd ended.");
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
