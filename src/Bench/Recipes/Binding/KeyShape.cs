using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Binding;

/// <summary>A key of a record.</summary>
internal sealed class KeyShape(PropertyInfo property)
{
    public string Name { get; } = KebabCase.Of(property.Name);

    public ValueShape Value { get; } = ValueShape.Of(property.PropertyType);

    public bool IsRequired { get; } = property.IsDefined(typeof(RequiredMemberAttribute));

    public RangeAttribute? Range { get; } = property.GetCustomAttribute<RangeAttribute>();

    /// <summary>Read where it is asked for: only the schema and the reference need it.</summary>
    public string Description => property.GetCustomAttribute<DescriptionAttribute>()?.Description
        ?? property.PropertyType.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    public object? Get(object record) => property.GetValue(record);

    public void Set(object record, object? value) => property.SetValue(record, value);
}
