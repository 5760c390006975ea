using Bench.Health;

namespace Bench.Tests.Health;

public class HealthPolicyTests
{
    private static List<HealthState> States(int successes, string answers)
    {
        var policy = new HealthPolicy(successes);
        Assert.Equal(HealthState.Unknown, policy.State);
        return answers.Select(a => policy.Judge(new ProbeAnswer(a == '+', ""))).ToList();
    }

    [Theory]
    [InlineData(1, "+", "H")]
    [InlineData(2, "++", "?H")]
    [InlineData(3, "++-+++", "??UUUH")]
    [InlineData(2, "-", "U")]
    [InlineData(2, "+-+-++", "?UUUUH")]
    [InlineData(2, "++-++", "?HUUH")]
    public void A_service_is_healthy_after_so_many_good_answers_in_a_row(int successes, string answers, string states) =>
        Assert.Equal(states, string.Concat(States(successes, answers).Select(s => s switch
        {
            HealthState.Healthy => 'H',
            HealthState.Unhealthy => 'U',
            _ => '?',
        })));
}
