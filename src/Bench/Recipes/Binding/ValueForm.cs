namespace Bench.Recipes.Binding;

/// <summary>The forms that a value of a recipe can have.</summary>
internal enum ValueForm
{
    String,
    Text,
    Integer,
    Number,
    Boolean,
    Choice,
    Duration,
    Size,
    Rate,
    LoadRate,
    Percentage,
    Port,
    Command,
    Sweep,
    Record,
    List,
    Map,
}
