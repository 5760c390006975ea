using System.Text.Json.Serialization;

namespace Bench.Recipes;

/// <summary>One way to ask a service whether it is up.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TcpProbeSpec), "tcp")]
[JsonDerivedType(typeof(HttpProbeSpec), "http")]
[JsonDerivedType(typeof(RedisProbeSpec), "redis")]
[JsonDerivedType(typeof(LogTextProbeSpec), "log")]
[JsonDerivedType(typeof(CommandProbeSpec), "command")]
public abstract record ProbeSpec;
