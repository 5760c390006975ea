using Bench.Diagnostics;
using Bench.Recipes.Binding;

namespace Bench.Recipes.Validation;

/// <summary>Every <c>{{reference}}</c> leads to a value, now or when the job runs.</summary>
internal sealed class ReferenceValidator : IRecipeValidator
{
    /// <summary>Characters of all texts together, after their references were put in: more is a trap, not a recipe.</summary>
    private const int MostCharacters = 4 * 1024 * 1024;

    public void Check(RecipeContext context)
    {
        long length = 0;
        var ofPairs = WordsOfPairs(context);
        foreach (var use in context.Texts)
        {
            foreach (var part in use.Text.Parts.Where(p => p.IsReference))
            {
                if (context.Problems.IsFull)
                {
                    return;
                }

                length += RuntimeNames.IsLate(part.Value) ? Late(context, use, part.Value, ofPairs) : Reference(context, use, part.Value);
                if (length > MostCharacters)
                {
                    context.Problems.Error(Codes.TooLarge, use.Place, $"The references stand for more than {MostCharacters} characters.", "Refer to shorter texts.");
                    return;
                }
            }
        }
    }

    // The job fills it in: as a variable of its script, or, in what is started for each pair, on the pair's nodes, where there is no script.
    private static int Late(RecipeContext context, TextUse use, string name, IReadOnlyList<string> ofPairs)
    {
        var isOfPair = RuntimeNames.OfPairs.Contains(name);
        var isInPair = ofPairs.Any(p => use.Path == p || use.Path.StartsWith(p + ".", StringComparison.Ordinal));
        if (isOfPair && !isInPair)
        {
            context.Problems.Error(Codes.DanglingReference, use.Place, $"The reference {Shown.Path(name)} is known for a pair of nodes only.",
                "Use it in 'command' and 'server' of a workload of kind command with a pattern, and there only.");
        }
        else if (isInPair && !isOfPair)
        {
            context.Problems.Error(Codes.DanglingReference, use.Place, $"The reference {Shown.Path(name)} is not known where a pair's programs are started.",
                $"Known there are {string.Join(", ", RuntimeNames.OfPairs)} and the recipe's own paths; 'env' sets variables for them.");
        }

        return 0;
    }

    private static List<string> WordsOfPairs(RecipeContext context) =>
    [
        .. context.Spec.Workloads.Where(w => w.Value is CommandWorkloadSpec { IsOverPattern: true } or CommandWorkloadSpec { Server: not null })
            .SelectMany(w => new[] { $"workloads.{w.Key}.command", $"workloads.{w.Key}.server" }),
    ];

    // Gives the number of characters that it stands for.
    private static int Reference(RecipeContext context, TextUse use, string name)
    {
        context.UsesReferences = true;
        // What the sweep sets need not stand in the recipe; each point is checked again.
        if (context.IsBroken(name) || context.Spec.Sweep?.Product.ContainsKey(name) == true || context.Spec.Sweep?.Zip.ContainsKey(name) == true)
        {
            return 0;
        }

        var found = context.References.Resolve(name);
        if (found.Text is null)
        {
            context.Problems.Error(found.Code, use.Place, found.What, found.Mend);
        }

        return found.Text?.Parts.Sum(p => p.Value.Length) ?? 0;
    }
}
