using System.Security.Cryptography;
using System.Text;

namespace Bench.Load.Pairs;

/// <summary>
/// A token that driver and agents have from a file that only their user may read. Each proves to the other that it has it, without sending it: a keyed hash over
/// both sides' fresh nonces and its own role, so that no proof serves twice or for the other side.
/// </summary>
internal sealed class PairSecret
{
    private const int Length = 32;

    private readonly byte[] _key;

    private PairSecret(byte[] key) => _key = key;

    /// <summary>A new secret, in a file that replaces an older one.</summary>
    internal static PairSecret Create(string path)
    {
        File.Delete(path);
        var secret = new PairSecret(RandomNumberGenerator.GetBytes(Length));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(secret._key)));
        return secret;
    }

    /// <exception cref="LoadException">It is no such file.</exception>
    internal static PairSecret Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit)
            ? new PairSecret(Convert.FromHexString(text))
            : throw new LoadException($"'{path}' is no secret of a pattern's driver.");
    }

    internal static string Nonce() => Convert.ToHexString(RandomNumberGenerator.GetBytes(Length));

    internal string AgentProof(string driverNonce, string agentNonce, int index, string name) => Hash($"agent\n{driverNonce}\n{agentNonce}\n{index}\n{name}");

    internal string DriverProof(string driverNonce, string agentNonce) => Hash($"driver\n{agentNonce}\n{driverNonce}");

    /// <summary>In a time that tells nothing of where they differ.</summary>
    internal static bool Same(string proof, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(expected));

    private string Hash(string text) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}
