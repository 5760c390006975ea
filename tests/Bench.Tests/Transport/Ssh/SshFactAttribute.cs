namespace Bench.Tests.Transport.Ssh;

/// <summary>A test that needs sshd; .ci/run installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute() => Skip = SshServer.Program is null ? "There is no sshd here (openssh-server)." : null!;
}
