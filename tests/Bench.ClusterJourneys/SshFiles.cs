using System.Text.RegularExpressions;

namespace Bench.ClusterJourneys;

/// <summary>An ssh_config of a test's own, with its own known_hosts and key: the testbed's stay as they are.</summary>
internal sealed class SshFiles
{
    private readonly string _folder;

    public SshFiles(string folder)
    {
        _folder = folder;
        var own = Path.GetDirectoryName(Testbed.SshConfig)!;
        File.Copy(Path.Combine(own, "known_hosts"), KnownHosts);
        File.Copy(Path.Combine(own, "id_ed25519"), Key);
        var text = Regex.Replace(File.ReadAllText(Testbed.SshConfig), "(?m)UserKnownHostsFile .*$", $"UserKnownHostsFile {KnownHosts}");
        File.WriteAllText(Config, Regex.Replace(text, "(?m)IdentityFile .*$", $"IdentityFile {Key}"));
    }

    public string Config => Path.Combine(_folder, "ssh_config");

    public string KnownHosts => Path.Combine(_folder, "known_hosts");

    public string Key => Path.Combine(_folder, "key");

    /// <summary>What known_hosts has of every host becomes another host's key.</summary>
    public void ChangeHostKeys()
    {
        var other = "";
        File.WriteAllLines(KnownHosts, File.ReadAllLines(KnownHosts).Reverse().Select(line =>
        {
            var words = line.Split(' ');
            (other, var key) = (words[2], other.Length > 0 ? other : words[2]);
            return $"{words[0]} {words[1]} {key}";
        }));
    }

    /// <summary>A key that the cluster does not know.</summary>
    public async Task MakeKeyAsync()
    {
        File.Delete(Key);
        await KeygenAsync("-t", "ed25519", "-N", "", "-f", Key);
    }

    public Task EncryptKeyAsync(string passphrase) => KeygenAsync("-p", "-P", "", "-N", passphrase, "-f", Key);

    private async Task KeygenAsync(params IEnumerable<string> words)
    {
        using var process = new Launched(_folder, ["ssh-keygen", "-q", .. words]);
        Assert.Equal(0, (await process.EndAsync(TimeSpan.FromMinutes(1))).Status);
    }
}
