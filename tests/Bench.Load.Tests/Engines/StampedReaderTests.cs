using System.Net;
using System.Net.Sockets;
using Bench.Load.Engines.Epoll;
using Bench.Load.Recording;

namespace Bench.Load.Tests.Engines;

public sealed class StampedReaderTests
{
    [Fact]
    public void It_says_when_the_answer_came_and_not_when_it_was_read()
    {
        using var reader = new StampedReader();
        var (client, server) = Pair();
        using var both = client;
        using var other = server;
        var buffer = new byte[16];

        long before = 0, arrived = 0, there = 0;
        // The two clocks are read one after the other; where the test is halted between them, the time is later by that.
        for (var attempt = 0; attempt < 1000 && (attempt == 0 || arrived > there); attempt++)
        {
            before = LoadClock.Now;
            server.Send("answer"u8);
            Assert.True(client.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
            there = LoadClock.Now;
            Assert.Equal(6, reader.Read((int)client.Handle, buffer, out arrived));
        }

        Assert.InRange(arrived, before, there);
    }

    [Fact]
    public void Of_several_segments_it_says_when_the_last_one_came()
    {
        using var reader = new StampedReader();
        var (client, server) = Pair();
        using var both = client;
        using var other = server;
        var buffer = new byte[16];

        long second = 0, arrived = long.MaxValue;
        // The kernel begins to take times some ms after it is asked to.
        for (var attempt = 0; attempt < 1000 && arrived == long.MaxValue; attempt++)
        {
            server.Send("first"u8);
            Assert.True(client.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
            second = LoadClock.Now;
            server.Send("last"u8);
            SpinWait.SpinUntil(() => client.Available == 9, TimeSpan.FromSeconds(10));
            Assert.Equal(9, reader.Read((int)client.Handle, buffer, out arrived));
        }

        Assert.InRange(arrived, second, LoadClock.Now);
    }

    [Fact]
    public void Without_data_or_without_the_kernels_word_it_says_nothing()
    {
        using var reader = new StampedReader();
        var (client, server) = Pair(asks: false);
        using var both = client;
        using var other = server;
        var buffer = new byte[16];

        client.Blocking = false;
        Assert.Equal(-1, reader.Read((int)client.Handle, buffer, out var arrived));
        Assert.Equal(long.MaxValue, arrived);

        server.Send("answer"u8);
        Assert.True(client.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        Assert.Equal(6, reader.Read((int)client.Handle, buffer, out arrived));
        Assert.Equal(long.MaxValue, arrived);

        server.Shutdown(SocketShutdown.Send);
        Assert.True(client.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        Assert.Equal(0, reader.Read((int)client.Handle, buffer, out arrived));
        Assert.Equal(long.MaxValue, arrived);
    }

    private static (Socket Client, Socket Server) Pair(bool asks = true)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (asks)
        {
            StampedReader.Ask((int)client.Handle);
        }

        client.Connect(listener.LocalEndPoint!);
        var server = listener.Accept();
        server.NoDelay = true;
        return (client, server);
    }
}
