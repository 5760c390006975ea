namespace Bench.Health;

/// <summary>What is known of a service. It starts at <see cref="Unknown"/>, which is not the same as unhealthy.</summary>
public enum HealthState
{
    Unknown,
    Unhealthy,
    Healthy,
}
