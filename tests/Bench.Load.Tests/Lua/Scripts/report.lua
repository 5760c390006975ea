-- A report of its own, to the file of args[1].
local first

function setup(thread)
   first = first or thread
end

function init(args)
   file = args[1]
end

done = function(summary, latency, requests)
   local out = assert(io.open(first:get("file"), "w"))
   local errors = summary.errors
   out:write(string.format("requests %d bytes %d seconds %g\n", summary.requests, summary.bytes, summary.duration / 1e6))
   out:write(string.format("errors %d %d %d %d %d\n", errors.connect, errors.read, errors.write, errors.status, errors.timeout))
   out:write(string.format("latency %d %d %d %.1f %.1f\n", #latency, latency.min, latency.max, latency.mean, latency.stdev))
   for _, p in pairs({ 50, 90, 99, 99.999 }) do
      out:write(string.format("%g%%,%d\n", p, latency:percentile(p)))
   end
   local value, count = latency(1)
   out:write(string.format("first %d %d %d\n", latency[1], value, count))
   out:write(string.format("rate %d %d\n", #requests, requests.max))
   out:close()
end
