using System.Security.Cryptography;
using System.Text;
using Bench.Diagnostics;
using Bench.Tests.Scripts;
using Bench.Transport.Ssh;

namespace Bench.Tests.Transport.Ssh;

public sealed class HostKeyCheckTests : IDisposable
{
    private static readonly byte[] Key = [0, 0, 0, 11, .. "ssh-ed25519"u8, 1, 2, 3];
    private static readonly byte[] Other = [0, 0, 0, 11, .. "ssh-ed25519"u8, 9];
    private static readonly byte[] Rsa = [0, 0, 0, 7, .. "ssh-rsa"u8, 1];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("box.example", 22)]
    [InlineData("other,BOX.example", 22)]
    [InlineData("*.example,!no.example", 22)]
    [InlineData("[box.example]:2222", 2222)]
    [InlineData("box.example", 2222)]
    [InlineData("[box.*]:2222", 2222)]
    public void Key_that_stands_there_is_known(string name, int port) => Assert.Null(Judge(Line(name, Key), Key, port));

    [Theory]
    [InlineData("[box.example]:2222", 22)]
    [InlineData("*.example,!box.*", 22)]
    [InlineData("|1|bad|bad", 22)]
    [InlineData("@cert-authority box.example", 22)]
    [InlineData("#box.example", 22)]
    public void Key_of_another_machine_is_not(string name, int port) => Assert.Equal(Codes.SshHostKeyUnknown, Judge(Line(name, Key), Key, port));

    [Fact]
    public void Hashed_names_are_known()
    {
        byte[] salt = [.. Enumerable.Range(0, 20).Select(i => (byte)i)];
        var name = $"|1|{Convert.ToBase64String(salt)}|{Convert.ToBase64String(Hash(salt, "[box.example]:2222"))}";
        Assert.Null(Judge(Line(name, Key), Key, 2222));
        Assert.Equal(Codes.SshHostKeyUnknown, Judge(Line(name, Key), Key, 22));
    }

    [Fact]
    public void Another_key_of_the_same_kind_is_a_change_and_of_another_kind_is_not()
    {
        Assert.Equal(Codes.SshHostKeyChanged, Judge(Line("box.example", Other), Key));
        Assert.Equal(Codes.SshHostKeyUnknown, Judge(Line("box.example", Rsa), Key));
        Assert.Null(Judge(Line("box.example", Other) + Line("box.example", Key), Key));
    }

    [Fact]
    public void Revoked_key_is_refused_though_it_is_known() =>
        Assert.Equal(Codes.SshHostKeyRevoked, Judge(Line("box.example", Key) + Line("@revoked *", Key), Key));

    [Fact]
    public void Kinds_that_are_known_are_asked_for() =>
        Assert.Equal(["ssh-rsa", "ssh-ed25519"], Check(Line("box.example", Rsa) + Line("box.example", Key) + Line("elsewhere", Other), 22).KeyTypes);

    [Fact]
    public void Fingerprint_is_that_of_ssh_keygen() => Assert.Equal("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", HostKeyCheck.Fingerprint([]));

#pragma warning disable CA5350 // the format of known_hosts has it
    private static byte[] Hash(byte[] salt, string name) => HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350

    private string? Judge(string known, byte[] key, int port = 22) => Check(known, port).Judge(key)?.Diagnostics[0].Code;

    private HostKeyCheck Check(string known, int port) =>
        new(new SshHost("box", "box.example", port, "me", [], [], [_folder.Write("known_hosts", "\nnonsense\n" + known), "/no/such/file"], null, true));

    private static string Line(string name, byte[] key) => $"{name} {(key == Rsa ? "ssh-rsa" : "ssh-ed25519")} {Convert.ToBase64String(key)} comment\n";
}
