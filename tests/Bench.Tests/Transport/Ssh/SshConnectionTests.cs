using Bench.Diagnostics;
using Bench.Tests.Jobs;
using Bench.Transport;
using Bench.Transport.Ssh;

namespace Bench.Tests.Transport.Ssh;

public sealed class SshConnectionTests : IDisposable
{
    private static readonly CommandLine True = new(["true"]);

    private readonly SshServer _server = SshServer.Program is null ? null! : new SshServer();

    public void Dispose() => _server?.Dispose();

    [SshFact]
    public async Task Unknown_host_key_is_refused_with_its_fingerprint_and_the_line_to_add()
    {
        File.WriteAllText(_server.At("known_hosts"), "");
        var told = (await FailureAsync()).Diagnostics[0];
        Assert.Equal(Codes.SshHostKeyUnknown, told.Code);
        Assert.Contains("SHA256:", told.What, StringComparison.Ordinal);
        Assert.EndsWith($"[127.0.0.1]:{_server.Port} {_server.PublicKey("host_key")}", told.Mend, StringComparison.Ordinal);
        File.WriteAllText(_server.At("known_hosts"), told.Mend[told.Mend.IndexOf("[127", StringComparison.Ordinal)..]);
        await using var transport = _server.Connect();
        Assert.True((await transport.RunAsync(True, CancellationToken.None)).Succeeded);
    }

    [SshFact]
    public async Task Changed_host_key_is_refused_with_the_place_of_the_other()
    {
        File.WriteAllText(_server.At("known_hosts"), $"# a comment\n[127.0.0.1]:{_server.Port} {_server.PublicKey("id")}\n");
        var told = (await FailureAsync()).Diagnostics[0];
        Assert.Equal((Codes.SshHostKeyChanged, new SourcePlace(_server.At("known_hosts"), 2)), (told.Code, told.Place));
    }

    [SshFact]
    public async Task Revoked_host_key_is_refused()
    {
        File.AppendAllText(_server.At("known_hosts"), $"@revoked * {_server.PublicKey("host_key")}\n");
        Assert.Equal(Codes.SshHostKeyRevoked, (await FailureAsync()).Diagnostics[0].Code);
    }

    [SshFact]
    public async Task Hashed_known_hosts_are_read()
    {
        SshServer.Keygen("-H", "-f", _server.At("known_hosts"));
        Assert.StartsWith("|1|", File.ReadAllText(_server.At("known_hosts")), StringComparison.Ordinal);
        await using var transport = _server.Connect();
        Assert.True((await transport.RunAsync(True, CancellationToken.None)).Succeeded);
    }

    [SshFact]
    public async Task Key_that_the_server_does_not_know_is_told_with_its_file()
    {
        SshServer.Keygen("-q", "-t", "ed25519", "-N", "", "-f", _server.At("other"));
        _server.WriteConfig("", key: "other");
        var told = (await FailureAsync()).Diagnostics[0];
        Assert.Equal(Codes.SshAuthenticationFailed, told.Code);
        Assert.Contains(_server.At("other"), told.What, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task Missing_key_and_broken_key_are_told()
    {
        _server.WriteConfig("", key: "nowhere");
        Assert.Equal(Codes.SshKeyUnreadable, (await FailureAsync()).Diagnostics[0].Code);
        _server.WriteConfig("", key: "id.pub");
        Assert.Equal(Codes.SshKeyUnreadable, (await FailureAsync()).Diagnostics[0].Code);
    }

    [SshFact]
    public async Task Encrypted_key_asks_once_for_its_passphrase()
    {
        Encrypt();
        var asked = new List<string>();
        await using var transport = _server.Connect(options: new SshOptions { Passphrase = Ask });
        Assert.True((await transport.RunAsync(True, CancellationToken.None)).Succeeded);
        _server.CutLines();
        Assert.True((await Eventually.GetAsync(() => transport.RunAsync(True, CancellationToken.None), r => r.Succeeded)).Succeeded);
        Assert.Equal([_server.At("locked")], asked);

        string Ask(string file)
        {
            asked.Add(file);
            return "open sesame";
        }
    }

    [SshFact]
    public async Task Encrypted_key_without_its_passphrase_is_told()
    {
        Encrypt();
        var without = await FailureAsync();
        var wrong = await FailureAsync(new SshOptions { Passphrase = _ => "wrong" });
        Assert.Equal((Codes.SshPassphrase, Codes.SshPassphrase), (without.Diagnostics[0].Code, wrong.Diagnostics[0].Code));
        Assert.NotEqual(without.Diagnostics[0].What, wrong.Diagnostics[0].What);
    }

    [SshFact]
    public async Task All_kinds_of_keys_open_the_door()
    {
        foreach (var (type, format) in ((string, string)[])[("rsa", "RFC4716"), ("rsa", "PEM"), ("ecdsa", "RFC4716"), ("ecdsa", "PKCS8"), ("ed25519", "RFC4716")])
        {
            var name = $"key-{type}-{format}";
            SshServer.Keygen("-q", "-t", type, "-m", format, "-N", "", "-f", _server.At(name));
            File.AppendAllText(_server.At("authorized_keys"), File.ReadAllText(_server.At(name + ".pub")));
        }

        foreach (var file in Directory.EnumerateFiles(_server.Folder, "key-*").Where(f => !f.EndsWith(".pub", StringComparison.Ordinal)))
        {
            _server.WriteConfig("", key: Path.GetFileName(file));
            await using var transport = _server.Connect();
            Assert.True((await transport.RunAsync(True, CancellationToken.None)).Succeeded);
        }
    }

    [SshFact]
    public async Task Jump_goes_through_another_server_and_checks_both_keys()
    {
        using var inner = new SshServer();
        File.AppendAllText(inner.At("authorized_keys"), File.ReadAllText(_server.At("id.pub")));
        File.AppendAllText(_server.At("known_hosts"), File.ReadAllText(inner.At("known_hosts")));
        var block = $"Host inner\n    HostName 127.0.0.1\n    Port {inner.Port}\n    IdentityFile {_server.At("id")}\n    ProxyJump box\n";
        _server.WriteConfig(block);
        await using (var transport = _server.Connect("inner"))
        {
            var result = await transport.RunAsync(new CommandLine(["sh", "-c", "echo $SSH_CONNECTION"]), CancellationToken.None);
            Assert.EndsWith($" {inner.Port}\n", result.Output, StringComparison.Ordinal);
        }

        File.WriteAllText(_server.At("known_hosts"), File.ReadAllLines(_server.At("known_hosts"))[0]);
        Assert.Equal(Codes.SshHostKeyUnknown, (await FailureAsync(alias: "inner")).Diagnostics[0].Code);
    }

    [SshFact]
    public async Task Command_in_flight_when_the_line_breaks_is_unknown_and_runs_once_and_the_next_call_connects_again()
    {
        var told = new List<string>();
        await using var transport = _server.Connect();
        transport.Told += told.Add;
        var script = "echo x >> \"$1\"; while [ ! -e \"$2\" ] && [ -e \"$1\" ]; do sleep 0.1; done";
        var run = transport.RunAsync(new CommandLine(["sh", "-c", script, "sh", _server.At("ran"), _server.At("end")]), CancellationToken.None);
        await Eventually.TrueAsync(() => File.Exists(_server.At("ran")));
        _server.CutLines();
        Assert.Null((await run).ExitCode);
        Assert.Equal(new CommandResult(0, "again\n", ""), await transport.RunAsync(new CommandLine(["echo", "again"]), CancellationToken.None));
        File.WriteAllText(_server.At("end"), "");
        Assert.Equal("x\n", File.ReadAllText(_server.At("ran")));
        Assert.Equal([$"The connection to {transport.Name} broke. Connecting again.", $"Connected to {transport.Name} again."], told);
    }

    [SshFact]
    public async Task File_that_is_sent_when_the_line_breaks_arrives_whole()
    {
        await using var transport = _server.Connect();
        var content = new byte[60_000_000];
        new Random(1).NextBytes(content);
        Directory.CreateDirectory(_server.At("sent"));
        var path = _server.At("sent/file");
        var write = transport.WriteAsync(path, content, executable: false, CancellationToken.None);
        await Eventually.TrueAsync(() => Directory.EnumerateFiles(_server.At("sent")).Any(f => new FileInfo(f).Length > 0));
        _server.CutLines();
        await write;
        Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
        await Eventually.TrueAsync(() => Directory.EnumerateFiles(_server.At("sent")).Count() == 1);
    }

    [SshFact]
    public async Task Disposal_ends_what_is_in_flight()
    {
        var transport = _server.Connect();
        var run = transport.RunAsync(new CommandLine(["sh", "-c", "echo > \"$1\"; exec sleep 20", "sh", _server.At("runs")]), CancellationToken.None);
        await Eventually.TrueAsync(() => File.Exists(_server.At("runs")));
        await transport.DisposeAsync();
        Assert.Null((await run).ExitCode);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.RunAsync(True, CancellationToken.None));
    }

    [SshFact]
    public async Task Account_that_runs_no_commands_is_told()
    {
        File.WriteAllText(_server.At("authorized_keys"), "command=\"echo for files alone\" " + File.ReadAllText(_server.At("id.pub")));
        var told = (await FailureAsync()).Diagnostics[0];
        Assert.Equal(Codes.SshShellUnusable, told.Code);
        Assert.Contains("for files alone", told.What, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task Refused_connection_and_unknown_name_are_told()
    {
        File.AppendAllText(_server.Config, $"Host closed\n    HostName 127.0.0.1\n    Port 1\nHost *\n    IdentityFile {_server.At("id")}\n");
        var refused = await FailureAsync(alias: "closed");
        Assert.Equal((Codes.SshConnectFailed, true), (refused.Diagnostics[0].Code, refused.IsTransient));
        var unknown = await FailureAsync(alias: "no-such-machine.invalid");
        Assert.Equal((Codes.SshHostUnknown, ExitStatus.Usage), (unknown.Diagnostics[0].Code, unknown.Status));
    }

    private void Encrypt()
    {
        File.Copy(_server.At("id"), _server.At("locked"));
        SshServer.Keygen("-q", "-p", "-P", "", "-N", "open sesame", "-f", _server.At("locked"));
        _server.WriteConfig("", key: "locked");
    }

    private async Task<BenchException> FailureAsync(SshOptions? options = null, string alias = "box")
    {
        await using var transport = _server.Connect(alias, options);
        return await Assert.ThrowsAsync<BenchException>(() => transport.RunAsync(True, CancellationToken.None));
    }
}
