namespace Bench.Recipes.Validation;

/// <summary>All validators, one a subject.</summary>
internal static class RecipeValidators
{
    // What every point of a sweep is checked for again.
    private static readonly IRecipeValidator[] OfPoints =
    [
        new NameValidator(),
        new ServiceValidator(),
        new PortValidator(),
        new WorkloadValidator(),
        new PatternValidator(),
        new PairToolValidator(),
        new HttpWorkloadValidator(),
        new HttpRequestsValidator(),
        new Wrk2Validator(),
        new RedisValidator(),
        new ResourceValidator(),
        new ImageValidator(),
        new OutputMetricValidator(),
        new ReferenceValidator(),
        new GateValidator(),
        new HealthValidator(),
        new ValidityValidator(),
    ];

    // The cluster first: images need its container runtime.
    private static readonly IRecipeValidator[] OfDocuments = [new ClusterValidator(), .. OfPoints, new SecretValidator(), new SweepValidator()];

    public static void CheckDocument(RecipeContext context) => Check(OfDocuments, context);

    public static void CheckPoint(RecipeContext context) => Check(OfPoints, context);

    private static void Check(IRecipeValidator[] validators, RecipeContext context)
    {
        foreach (var validator in validators)
        {
            if (!context.Problems.IsFull)
            {
                validator.Check(context);
            }
        }
    }
}
