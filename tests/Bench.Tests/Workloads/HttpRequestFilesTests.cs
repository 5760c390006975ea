using Bench.Plans;
using Bench.Recipes;
using Bench.Tests.Recipes;
using Bench.Tests.Scripts;
using Bench.Workloads;

namespace Bench.Tests.Workloads;

public sealed class HttpRequestFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Recipe(string keys, string rate = "rate: 100") => $$"""
        name: x
        service: {kind: http, port: auto}
        workloads:
          load:
            kind: http
            {{rate}}
            duration: 1s
            {{keys.ReplaceLineEndings("\n    ")}}

        """;

    private static PlannedWorkload Planned(string keys, string rate = "rate: 100") =>
        new() { Name = "load", Service = "x", Spec = RecipeTesting.Read(Recipe(keys, rate)).Spec.Workloads["load"] };

    private static string Words(PlannedWorkload workload) => string.Join(' ', WorkloadCatalog.For(workload).Run(workload));

    [Fact]
    public void Weighted_requests_become_a_file_beside_their_data()
    {
        _folder.Write("users.csv", "user\nann\n");
        var workload = Planned($$$"""
            data: {{{_folder.Path}}}/users.csv
            requests:
              - {weight: 60, path: "/u/{{row.user}}"}
              - {weight: 0.5, method: POST, path: /new, headers: {X-A: "b"}, body: '{"user": "{{row.user}}"}'}
            """);
        var files = WorkloadCatalog.For(workload).SetUp(workload);

        Assert.Contains("--url {{service.url}} --requests {{job.dir}}/requests.json --rate 100 ", Words(workload), StringComparison.Ordinal);
        Assert.DoesNotContain("--path", Words(workload), StringComparison.Ordinal);
        Assert.Equal("user\nann\n", files["data.csv"]);
        Assert.Equal(
            """
            {
              "schema": "bench/http-requests/1",
              "data": "data.csv",
              "requests": [
                {
                  "weight": 60,
                  "method": "GET",
                  "path": "/u/{{row.user}}",
                  "headers": {}
                },
                {
                  "weight": 0.5,
                  "method": "POST",
                  "path": "/new",
                  "headers": {
                    "X-A": "b"
                  },
                  "body": "{\"user\": \"{{row.user}}\"}"
                }
              ]
            }
            """,
            files["requests.json"]);
    }

    [Fact]
    public void A_script_goes_along_and_its_arguments_stand_last()
    {
        _folder.Write("own.lua", "-- nothing\n");
        var workload = Planned($"script: {_folder.Path}/own.lua\nargs: [one, '-two']");

        Assert.Contains("--path / --method GET --script {{job.dir}}/script.lua --rate ", Words(workload), StringComparison.Ordinal);
        Assert.EndsWith(" -- one -two", Words(workload), StringComparison.Ordinal);
        Assert.Equal("-- nothing\n", WorkloadCatalog.For(workload).SetUp(workload)["script.lua"]);
    }

    [Fact]
    public void Times_of_arrivals_go_along()
    {
        _folder.Write("times.csv", "0.5\n0.75\n");
        var workload = Planned($"arrivals-file: {_folder.Path}/times.csv", "");

        Assert.Contains(" --arrivals {{job.dir}}/arrivals.csv ", Words(workload), StringComparison.Ordinal);
        Assert.DoesNotContain("--rate", Words(workload), StringComparison.Ordinal);
        Assert.Equal("0.5\n0.75\n", WorkloadCatalog.For(workload).SetUp(workload)["arrivals.csv"]);
    }

    [Fact]
    public void Relative_paths_count_from_the_recipes_folder_wherever_Bench_is_called()
    {
        _folder.Write("times.csv", "0\n");
        _folder.Write("own.lua", "");
        _folder.Write("recipe.yaml", Recipe("arrivals-file: times.csv\nscript: own.lua", ""));
        var document = RecipeReader.Read(Path.Combine(_folder.Path, "recipe.yaml"), [], RecipeTesting.Clusters);
        var http = (HttpWorkloadSpec)RecipeExpander.Expand(document).Single().Spec.Workloads["load"];

        Assert.Equal((Path.Combine(_folder.Path, "times.csv"), Path.Combine(_folder.Path, "own.lua")), (http.ArrivalsFile, http.Script));
    }

    [Theory]
    [InlineData("requests: [{path: /}]\npath: /x", "both 'requests' and 'path'")]
    [InlineData("requests: [{path: /}]\nbody: x", "both 'requests' and 'body'")]
    [InlineData("requests: [{path: /, weight: 0}]", "have the weight 0")]
    [InlineData("requests: [{path: x}]", "must begin with /")]
    [InlineData("requests: [{path: /, method: 'G T'}]", "is no HTTP method")]
    [InlineData("requests: [{path: /, headers: {'a b': c}}]", "is no header")]
    [InlineData("data: none.csv\nrequests: [{path: /}]", "There is no file")]
    [InlineData("script: none.lua", "There is no file")]
    [InlineData("args: [x]", "has 'args', but no 'script'")]
    public void What_does_not_go_together_is_an_error_of_the_recipe(string keys, string words) =>
        Assert.Contains(words, RecipeTesting.Error(Recipe(keys)), StringComparison.Ordinal);
}
