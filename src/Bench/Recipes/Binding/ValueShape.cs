using System.Collections.Concurrent;
using Bench.Recipes.Syntax;

namespace Bench.Recipes.Binding;

/// <summary>What a type of the records looks like in YAML. Shapes are made once a type: reflection is dear.</summary>
internal sealed class ValueShape
{
    private static readonly ConcurrentDictionary<Type, ValueShape> Cache = new();

    private ValueShape(Type type)
    {
        Type = Nullable.GetUnderlyingType(type) ?? type;
        Form = FormOf(Type);
        Element = Form switch
        {
            ValueForm.List => Of(Type.GetGenericArguments()[0]),
            ValueForm.Map => Of(Type.GetGenericArguments()[1]),
            _ => null,
        };
        Container = Form switch
        {
            ValueForm.List => typeof(List<>).MakeGenericType(Element!.Type),
            ValueForm.Map => typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), Element!.Type),
            _ => null,
        };
        Choices = Form == ValueForm.Choice ? Enum.GetNames(Type).ToDictionary(KebabCase.Of, n => Enum.Parse(Type, n)) : [];
    }

    public Type Type { get; }

    public ValueForm Form { get; }

    /// <summary>The shape of a list's items or a map's values.</summary>
    public ValueShape? Element { get; }

    /// <summary>The type that is made for a list or a map.</summary>
    public Type? Container { get; }

    /// <summary>Values of an enum by their spelling.</summary>
    public IReadOnlyDictionary<string, object> Choices { get; }

    public bool IsScalar => Form is not (ValueForm.Record or ValueForm.List or ValueForm.Map or ValueForm.Sweep or ValueForm.Command);

    /// <summary>The record's shape; only where <see cref="Form"/> is Record.</summary>
    public RecordShape Record => RecordShape.Of(Type);

    public static ValueShape Of(Type type) => Cache.GetOrAdd(type, static t => new(t));

    private static ValueForm FormOf(Type type) => type switch
    {
        _ when type == typeof(string) => ValueForm.String,
        _ when type == typeof(Text) => ValueForm.Text,
        _ when type == typeof(int) || type == typeof(long) => ValueForm.Integer,
        _ when type == typeof(double) => ValueForm.Number,
        _ when type == typeof(bool) => ValueForm.Boolean,
        _ when type == typeof(TimeSpan) => ValueForm.Duration,
        _ when type == typeof(ByteSize) => ValueForm.Size,
        _ when type == typeof(Rate) => ValueForm.Rate,
        _ when type == typeof(LoadRate) => ValueForm.LoadRate,
        _ when type == typeof(Percentage) => ValueForm.Percentage,
        _ when type == typeof(PortSpec) => ValueForm.Port,
        _ when type == typeof(CommandSpec) => ValueForm.Command,
        _ when type == typeof(SweepSpec) => ValueForm.Sweep,
        { IsEnum: true } => ValueForm.Choice,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ValueForm.List,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => ValueForm.Map,
        { IsClass: true, Namespace: not null } when type.Namespace.StartsWith("Bench.", StringComparison.Ordinal) => ValueForm.Record,
        _ => throw new NotSupportedException($"The reader has no form for {type}; add it to {nameof(ValueForm)}."),
    };
}
