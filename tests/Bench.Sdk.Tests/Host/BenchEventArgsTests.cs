using Bench.Lifecycle;
using Bench.Sdk.Display;
using Bench.Sdk.Host;
using Microsoft.Build.Framework;

namespace Bench.Sdk.Tests.Host;

public class BenchEventArgsTests
{
    public static TheoryData<BenchEvent> Events =>
    [
        new RunOpened("r", "/f", true), new StepStarted("Report"), new StepEnded("Report", StepResult.UpToDate, 0.1, null),
        new JobChanged("j", "service", "Running", null), new LoadProgress("w", "p1", 1, 2, 1, 3, 4, null, false, 5.5, 6, 0, null),
        new MessagePrinted("m"), new OutputPrinted("o"),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_survives_as_JSON_for_listeners_elsewhere(BenchEvent happened)
    {
        var message = BenchEventArgs.Extended(happened, EventText.Of(happened));

        Assert.Equal(happened, BenchEventArgs.In(message));
        Assert.Equal(EventText.Of(happened), message.Message);
    }

    [Fact]
    public void A_message_of_somebody_else_is_none_of_ours() =>
        Assert.Null(BenchEventArgs.In(new BuildMessageEventArgs("text", null, "Csc", MessageImportance.High)));
}
