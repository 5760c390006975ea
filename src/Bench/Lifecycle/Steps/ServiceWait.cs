using System.Text.Encodings.Web;
using System.Text.Json;
using Bench.Health;
using Bench.Health.Probes;
using Bench.Jobs;
using Bench.Lifecycle.Workspaces;
using Bench.Plans;

namespace Bench.Lifecycle.Steps;

/// <summary>The wait for one service: binds the health monitor to its job, endpoint and log.</summary>
internal sealed class ServiceWait
{
    private readonly RunContext _run;
    private readonly RunJobs _jobs;
    private readonly PlannedService _service;
    private readonly JobRecord _job;

    public ServiceWait(RunContext run, PlannedDeployment deployment, PlannedService service)
    {
        (_run, _service) = (run, service);
        _jobs = run.Attach();
        _job = _jobs.Ledger.Latest(ScriptModels.Name(deployment, service))
            ?? throw new InvalidOperationException($"Service '{service.Name}' was not submitted.");
        Log = new ServiceLog(_jobs.Backend.Transport, _job.Directory);
    }

    public ServiceLog Log { get; }

    /// <summary>As the service's wrapper published it; null until then.</summary>
    public Endpoint? Endpoint { get; private set; }

    public Task<HealthReport> RunAsync(CancellationToken cancellationToken)
    {
        var monitor = new HealthMonitor(_service.Health, _run.Clock, _run.Site.IsLocal ? null : _jobs.Backend.Pacing);
        monitor.Asked += Write;
        return monitor.WaitAsync(ProbeAsync, StatusAsync, Log.LengthAsync, cancellationToken);
    }

    /// <summary>What the service has written so far: its endpoint and log can be looked at without a line.</summary>
    public Task BringFilesAsync(CancellationToken cancellationToken) => JobFiles.BringAsync(_run, _jobs.Backend.Transport, _job, cancellationToken);

    private async Task<JobStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var job = (await _jobs.PollAsync([_job], cancellationToken).ConfigureAwait(false))[0];
        return new JobStatus(job.Phase, job.ExitCode, Reason(job));
    }

    private static string? Reason(JobRecord job) =>
        job.Reason ?? (job.ExitCode is { } code ? $"exit status {code}" : null);

    private async Task<IProbe?> ProbeAsync(CancellationToken cancellationToken)
    {
        Endpoint ??= await EndpointFile.ReadAsync(_jobs.Backend.Transport, _job, cancellationToken).ConfigureAwait(false);
        return Endpoint is null ? null
            : InJobProbe.IsUsed(_run.Plan, _service) ? new ReportedProbe(_jobs.Backend.Transport, Path.Combine(_job.Directory, InJobProbe.FileName), _run.Clock)
            : new OwnListenerProbe(
            Probes.Create(_service, Endpoint, Log, _jobs.Backend.Transport), _jobs.Backend, _job, Endpoint.Port);
    }

    private void Write(ProbeAnswer answer, HealthState state)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("at", _run.Clock.GetUtcNow());
            json.WriteString("service", _service.Name);
            json.WriteString("state", state.ToString());
            json.WriteBoolean("good", answer.Good);
            json.WriteString("detail", answer.Detail);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        using var file = new FileStream(_run.Folder.HealthLog, FileMode.Append, FileAccess.Write);
        buffer.WriteTo(file);
    }
}
