-- Gives each thread a number and some settings, and writes what they did to the file of args[1].
local threads = {}

function setup(thread)
   threads[#threads + 1] = thread
   thread:set("id", #threads)
   thread:set("settings", { names = { "a", "b" }, deep = { deeper = { ratio = 0.25, on = true } } })
end

function init(args)
   sent, answered, file = 0, 0, args[1]
   assert(settings.names[2] == "b" and settings.deep.deeper.ratio == 0.25 and settings.deep.deeper.on == true)
   assert(wrk.thread:get("id") == id)
   wrk.thread:set("id", id * 10)
end

function request()
   sent = sent + 1
   return wrk.request()
end

function response()
   answered = answered + 1
end

function done(summary, latency, requests)
   local out = assert(io.open(threads[1]:get("file"), "w"))
   for _, thread in ipairs(threads) do
      out:write(string.format("thread %d: %d made, %d answered\n", thread:get("id"), thread:get("sent"), thread:get("answered")))
   end
   out:close()
end
