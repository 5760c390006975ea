namespace Bench.Lifecycle;

/// <summary>Told of everything that a display may show. Called from several threads; must not block or throw.</summary>
public interface IBenchObserver
{
    void On(BenchEvent happened);
}
