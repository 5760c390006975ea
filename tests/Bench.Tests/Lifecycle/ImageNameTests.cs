using System.Text.RegularExpressions;
using Bench.Lifecycle.Steps;

namespace Bench.Tests.Lifecycle;

public class ImageNameTests
{
    [Theory]
    [InlineData("docker://redis:8", "redis-8-abc.sif")]
    [InlineData("docker://registry.example.org/team/redis@sha256:12ab", "redis-sha256-12ab-abc.sif")]
    [InlineData("images/my.def", "my-abc.sif")]
    [InlineData("/shared/images/redis.sif", "redis-abc.sif")]
    [InlineData("docker://", "image-abc.sif")]
    [InlineData("..", "image-abc.sif")]
    [InlineData("-rf", "rf-abc.sif")]
    public void A_file_of_the_cache_has_a_name_that_people_recognise(string source, string name) => Assert.Equal(name, Images.FileName(source, "abc"));

    [Theory]
    [InlineData("docker://x; rm -rf $HOME #")]
    [InlineData("docker://a`id`$(id)'\"\\\n*?")]
    [InlineData("docker://ü\u0007\u202e")]
    [InlineData("../../etc/passwd")]
    public void It_holds_nothing_that_a_shell_or_a_path_understands(string source)
    {
        var name = Images.FileName(source, "abc");
        Assert.Matches(new Regex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*\.sif\z"), name);
        Assert.DoesNotContain("..", name, StringComparison.Ordinal);
    }
}
