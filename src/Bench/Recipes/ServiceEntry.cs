namespace Bench.Recipes;

/// <summary>A service of a recipe, whether it stands under <c>service</c> or <c>services</c>.</summary>
/// <param name="Name">SERVICE_NAME; unique in the recipe.</param>
/// <param name="Path">Where it stands: <c>service</c> or <c>services.db</c>.</param>
/// <param name="Spec">The service.</param>
public sealed record ServiceEntry(string Name, string Path, ServiceSpec Spec);
