using Bench.Diagnostics;
using Bench.Tests.Scripts;
using Bench.Transport.Ssh;

namespace Bench.Tests.Transport.Ssh;

public sealed class SshConfigTests : IDisposable
{
    private readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void First_value_wins_and_patterns_choose_the_blocks()
    {
        var host = Resolve("login1", """
            # comment
            Host login? !login2
              HostName=%h.cluster.example
              Port 8822
              User "anna"
            Host !login1 *
              Port 1
            Host *
              Port 2
              User other
            """);
        Assert.Equal(("login1.cluster.example", 8822, "anna"), (host.HostName, host.Port, host.User));
        Assert.Equal("login1 (anna@login1.cluster.example:8822)", host.ToString());
        Assert.Equal("[login1.cluster.example]:8822", host.KeyName);
        Assert.True(host.IsConfigured);
    }

    [Fact]
    public void Name_without_a_block_is_a_machine_of_that_name()
    {
        var host = Resolve("there", "Host other\n Port 5\nHost *\n ForwardAgent yes\n");
        Assert.Equal(("there", 22, "me", false, "there"), (host.HostName, host.Port, host.User, host.IsConfigured, host.KeyName));
        Assert.Equal([_home.Path + "/.ssh/known_hosts", _home.Path + "/.ssh/known_hosts2", "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"], host.KnownHostsFiles);
        Assert.Empty(host.IdentityFiles);
    }

    [Fact]
    public void Identity_files_add_up_and_tokens_are_put_in()
    {
        var host = Resolve("a", """
            Host a
              HostName h
              User u
              Port 7
              IdentityFile ~/.ssh/%r@%h-%p
              IdentityFile "%d/my keys/%%"
              UserKnownHostsFile /k/one "/k/two three"
              GlobalKnownHostsFile none
              HostKeyAlias named
            """);
        Assert.Equal([_home.Path + "/.ssh/u@h-7", _home.Path + "/my keys/%"], host.IdentityFiles);
        Assert.Equal(["/k/one", "/k/two three"], host.KnownHostsFiles);
        Assert.Equal("named", host.KeyName);
    }

    [Fact]
    public void Included_files_are_read_where_they_stand()
    {
        Directory.CreateDirectory(_home.Path + "/.ssh/conf.d");
        _home.Write(".ssh/conf.d/2.conf", "Host x\n User second\n Port 2\n");
        _home.Write(".ssh/conf.d/1.conf", "Host x\n User first\nHost other\n");
        var host = Resolve("x", "Include conf.d/*.conf\nHost y\n Include nowhere\nHost x\n HostName named\n");
        Assert.Equal(("named", "first", 2), (host.HostName, host.User, host.Port));
    }

    [Fact]
    public void Match_knows_names_and_takes_the_rest_as_not_met()
    {
        var host = Resolve("x", """
            Match exec "rm -rf /" host x
              Port 1
            Match originalhost y,x user me
              User matched
            Match !host x
              Port 2
            Match host x
              UnknownKeyword some thing
            Match all
              Port 3
            """);
        Assert.Equal(("matched", 3), (host.User, host.Port));
    }

    [Fact]
    public void Jumps_are_looked_up_in_turn()
    {
        var host = Resolve("deep", """
            Host deep
              ProxyJump gate,bob@second:2222
            Host gate
              HostName gate.example
              Port 443
            """);
        Assert.Equal(["gate (me@gate.example:443)", "second (bob@second:2222)"], host.Jumps.Select(j => j.ToString()));
        Assert.Empty(Resolve("deep", "Host deep\n ProxyJump none\n ProxyCommand x\n").Jumps);
    }

    [Theory]
    [InlineData("Host x\n ProxyCommand nc %h %p\n", 2)]
    [InlineData("Host x\n ProxyJump y\nHost y\n ProxyJump x\n", 0)]
    [InlineData("Host x\n Port ssh\n", 2)]
    [InlineData("Include config\n", 1)]
    public void What_cannot_be_done_is_told(string text, int line)
    {
        var failure = Assert.Throws<BenchException>(() => Resolve("x", text));
        Assert.Equal((Codes.SshConfigBad, ExitStatus.Usage, line), (failure.Diagnostics[0].Code, failure.Status, failure.Diagnostics[0].Place?.Line ?? 0));
    }

    [Fact]
    public void Missing_file_is_told() => Assert.Equal(Codes.SshConfigBad, Assert.Throws<BenchException>(() => SshConfig.Open("/no/such/config")).Diagnostics[0].Code);

    private SshHost Resolve(string alias, string text)
    {
        Directory.CreateDirectory(_home.Path + "/.ssh");
        return SshConfig.Open(_home.Write(".ssh/config", text), _home.Path, "me").Resolve(alias);
    }
}
