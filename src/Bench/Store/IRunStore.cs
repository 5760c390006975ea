namespace Bench.Store;

/// <summary>Services, clients and metrics of all runs, to be asked over many of them. A run that is saved again replaces itself.</summary>
public interface IRunStore
{
    /// <summary><c>csv</c> or <c>sqlite</c>.</summary>
    string Name { get; }

    void Save(StoredRun run);

    /// <summary>The newest first.</summary>
    IReadOnlyList<StoredRun> Load();

    /// <summary>Takes a run out; nothing happens where it is not there.</summary>
    void Remove(string run);
}
