using Bench.Diagnostics;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Bench.Transport.Ssh;

/// <summary>
/// Private keys, read once and kept in memory: a connection that is made again does not ask again. A passphrase is not kept at all.
/// </summary>
internal sealed class SshKeys(Func<string, string?>? prompt)
{
    public const string PassphraseVariable = "BENCH_SSH_PASSPHRASE";

    // ssh looks for these where no IdentityFile is named; of them, those that SSH.NET reads.
    private static readonly string[] Usual = ["id_ed25519", "id_ecdsa", "id_rsa"];

    private readonly Dictionary<string, IPrivateKeySource> _read = [];

    /// <summary>The keys to offer to a machine. A key that does not open is left out as long as there is another.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public IReadOnlyList<(string File, IPrivateKeySource Key)> For(SshHost host)
    {
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh");
        IReadOnlyList<string> files = host.IdentityFiles.Count > 0 ? host.IdentityFiles : [.. Usual.Select(f => Path.Combine(home, f))];
        var keys = new List<(string, IPrivateKeySource)>();
        BenchException? failure = null;
        foreach (var file in files.Where(File.Exists).Distinct())
        {
            try
            {
                keys.Add((file, Read(file)));
            }
            catch (BenchException e)
            {
                failure ??= e;
            }
        }

        return keys.Count > 0 ? keys : throw failure ?? SshErrors.NoKey(host, files);
    }

    private IPrivateKeySource Read(string file)
    {
        lock (_read)
        {
            if (!_read.TryGetValue(file, out var key))
            {
                _read[file] = key = Open(file);
            }

            return key;
        }
    }

    private PrivateKeyFile Open(string file)
    {
        try
        {
            return new PrivateKeyFile(file);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            var passphrase = Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } set ? set : prompt?.Invoke(file);
            return string.IsNullOrEmpty(passphrase) ? throw SshErrors.Passphrase(file, isWrong: false) : Open(file, passphrase);
        }
        catch (Exception e)
        {
            throw SshErrors.Key(file, e.Message);
        }
    }

    private static PrivateKeyFile Open(string file, string passphrase)
    {
        try
        {
            return new PrivateKeyFile(file, passphrase);
        }
        catch (Exception)
        {
            // The parsers fail in many ways on what a wrong passphrase makes of a key; the file itself was read a moment ago.
            throw SshErrors.Passphrase(file, isWrong: true);
        }
    }
}
