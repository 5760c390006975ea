using Bench.Store;

namespace Bench.Tests.Store;

public sealed class SqliteRunStoreTests : RunStoreContract
{
    protected override IRunStore Open() => new SqliteRunStore(Path.Combine(Folder, "bench.sqlite"));
}
