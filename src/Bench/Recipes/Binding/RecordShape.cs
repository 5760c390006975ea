using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Bench.Recipes.Binding;

/// <summary>A record of the recipe: its keys, or, where it is abstract, its kinds.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Cache = new();

    private RecordShape(Type type)
    {
        Type = type;
        Kind = type.GetCustomAttribute<KindAttribute>()?.Kind;
        Kinds = type.GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToDictionary(a => a.DerivedType.GetCustomAttribute<KindAttribute>()!.Kind, a => a.DerivedType);
        Keys = [.. KeysOf(type)];
        ByName = Keys.ToDictionary(k => k.Name, StringComparer.Ordinal);
    }

    public Type Type { get; }

    /// <summary>What stands at <c>kind:</c>, or null where the record has no kinds.</summary>
    public string? Kind { get; }

    /// <summary>The records by kind; empty where this is one itself.</summary>
    public IReadOnlyDictionary<string, Type> Kinds { get; }

    public bool IsAbstract => Type.IsAbstract;

    /// <summary>The record that lists this kind; itself where it is none.</summary>
    public RecordShape Family
    {
        get
        {
            var type = Type;
            while (Kind is not null && Of(type).Kinds.Count == 0 && type.BaseType is { } parent)
            {
                type = parent;
            }

            return Of(type);
        }
    }

    /// <summary>Without <c>kind</c>, in the order of the code, those of the base record first.</summary>
    public IReadOnlyList<KeyShape> Keys { get; }

    public IReadOnlyDictionary<string, KeyShape> ByName { get; }

    public string Description => Type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    public static RecordShape Of(Type type) => Cache.GetOrAdd(type, static t => new(t));

    /// <summary>A record with all its defaults; required members are still null.</summary>
    public object Create() => Activator.CreateInstance(Type)!;

    /// <summary>The shape of one kind, or null where there is no such kind.</summary>
    public RecordShape? OfKind(string kind) => Kinds.TryGetValue(kind, out var type) ? Of(type) : null;

    private static IEnumerable<KeyShape> KeysOf(Type type)
    {
        var inherited = type.BaseType is { } parent && parent != typeof(object) ? Of(parent).Keys : [];
        var own = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(p => p.SetMethod is not null)
            .Select(p => new KeyShape(p));
        return inherited.Concat(own);
    }
}
