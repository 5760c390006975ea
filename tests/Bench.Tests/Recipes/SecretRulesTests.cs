using Bench.Recipes.Secrets;

namespace Bench.Tests.Recipes;

public class SecretRulesTests
{
    [Theory]
    [InlineData("POSTGRES_PASSWORD", true)]
    [InlineData("PGPASSWORD", true)]
    [InlineData("HF_TOKEN", true)]
    [InlineData("authToken", true)]
    [InlineData("api-key", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("Authorization", true)]
    [InlineData("MAX_TOKENS", false)]
    [InlineData("TOKENIZERS_PARALLELISM", false)]
    [InlineData("POSTGRES_PASSWORD_FILE", false)]
    [InlineData("POSTGRES_HOST_AUTH_METHOD", false)]
    [InlineData("key", false)]
    [InlineData("seed", false)]
    public void IsSecretKey_goes_by_words(string key, bool secret) => Assert.Equal(secret, SecretRules.IsSecretKey(key));

    [Theory]
    [InlineData("--password=hunter2", true)]
    [InlineData("curl -H 'Authorization: Bearer abc'", true)]
    [InlineData("postgres://me:hunter2@db/x", true)]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("ghp_0123456789abcdefghijklmnopqrstuvwxyz", true)]
    [InlineData("--password={{env.PGPASSWORD}}", false)]
    [InlineData("--password=$PGPASSWORD", false)]
    [InlineData("postgres://me:{{env.PGPASSWORD}}@db/x", false)]
    [InlineData("http://host:8080/path@x", false)]
    [InlineData("--max-tokens=100", false)]
    [InlineData("task-sk-1", false)]
    public void HasSecret_goes_by_form(string value, bool secret) => Assert.Equal(secret, SecretRules.HasSecret(value));
}
