using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>Judges the key that a server shows against known_hosts. There is no switch to leave it out.</summary>
internal sealed class HostKeyCheck
{
    private readonly SshHost _host;
    private readonly IReadOnlyList<KnownHost> _known;
    private readonly IReadOnlyList<KnownHost> _withoutPort;

    public HostKeyCheck(SshHost host)
    {
        _host = host;
        _known = KnownHosts.Find(host.KnownHostsFiles, host.KeyName);

        // As ssh does: a key that stands there without a port is good for every port.
        _withoutPort = host.HostKeyAlias is null && host.Port != 22 ? KnownHosts.Find(host.KnownHostsFiles, host.HostName) : [];
    }

    /// <summary>The kinds of keys that are known: a server that has several is to show one of those.</summary>
    public IReadOnlyList<string> KeyTypes => [.. _known.Concat(_withoutPort).Where(k => !k.IsRevoked).Select(k => k.KeyType).Distinct()];

    /// <summary>Null where the key is known.</summary>
    public BenchException? Judge(byte[] key)
    {
        var type = KeyType(key);
        var same = _known.Concat(_withoutPort).Where(k => k.Key.AsSpan().SequenceEqual(key)).ToList();
        if (same.FirstOrDefault(k => k.IsRevoked) is { } revoked)
        {
            return Failed(Codes.SshHostKeyRevoked, new SourcePlace(revoked.File, revoked.Line),
                $"The host key of {_host} ({type} {Fingerprint(key)}) is marked as revoked there.", "Do not connect; ask the administrators of the machine.");
        }

        if (same.Count > 0)
        {
            return null;
        }

        if (_known.FirstOrDefault(k => !k.IsRevoked && k.KeyType == type) is { } other)
        {
            return Failed(Codes.SshHostKeyChanged, new SourcePlace(other.File, other.Line),
                $"The host key of {_host} has changed: the server shows {type} {Fingerprint(key)}, and this line has {Fingerprint(other.Key)}. Somebody may be listening in between.",
                $"Ask the administrators of the machine; if they changed it, remove line {other.Line} of {other.File} and connect by hand once, comparing the fingerprint.");
        }

        var file = _host.KnownHostsFiles is [var first, ..] ? first : "~/.ssh/known_hosts";
        return Failed(Codes.SshHostKeyUnknown, null,
            $"The host key of {_host} is not known: {type} {Fingerprint(key)}.",
            $"Compare the fingerprint with the one that the machine's administrators publish; if it is the same, add this line to {file}: {_host.KeyName} {type} {Convert.ToBase64String(key)}");
    }

    /// <summary><c>SHA256:…</c>, as <c>ssh-keygen -l</c> prints it.</summary>
    public static string Fingerprint(byte[] key) => $"SHA256:{Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=')}";

    private static string KeyType(byte[] key) => key.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(key) is var length && length <= key.Length - 4
        ? Encoding.ASCII.GetString(key, 4, (int)length)
        : "?";

    private static BenchException Failed(string code, SourcePlace? place, string what, string mend) => new(ExitStatus.Scheduler, new Diagnostic(code, place, what, mend));
}
