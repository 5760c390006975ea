using System.Globalization;

// Servers that do as little as can be, on one thread. They do not look at requests, which have no body and come one at a time on a connection, or (with the
// first) several whole ones. They end with their signal.
//   null-server PORT [LOOK]                                     answers at once; /count with the number of requests so far; looks for LOOK us before it sleeps
//   null-server exact PORT MS [SLOW SHARE [STALL-AT STALL-FOR]] answers after MS ms, a SHARE of requests after SLOW ms, none in a stall that begins
//                                                               STALL-AT s after the first request and lasts STALL-FOR s; /times with the times of all
//   null-server floor RATE SECONDS                              is no server: says what Floor says, of this machine
//   null-server sends LAW RATE SECONDS CONNECTIONS PORT         is no server, but the least that a client can do: says what BareClient says
switch (args)
{
    case ["floor", var rate, var seconds]:
        Console.WriteLine(Floor.Measure(Number(rate), Number(seconds)));
        return;
    case ["sends", var law, var rate, var seconds, var connections, var port]:
        Console.WriteLine(BareClient.Measure(law == "exp", Number(rate), Number(seconds), (int)Number(connections), (int)Number(port)));
        return;
    case ["exact", var port, .. var script] when script.Length is 1 or 3 or 5:
        double At(int index) => index < script.Length ? Number(script[index]) : 0;
        new ExactServer(At(0), At(1), At(2), At(3), At(4)).Run((int)Number(port));
        return;
    default:
        new CheapServer(args.Length > 1 ? (long)(1000 * Number(args[1])) : 0).Run((int)Number(args[0]));
        return;
}

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
