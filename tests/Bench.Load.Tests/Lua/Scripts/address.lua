-- Spreads the threads over the addresses that answer.
local reached

function setup(thread)
   if not reached then
      reached = {}
      for _, address in ipairs(wrk.lookup(wrk.host, wrk.port or "http")) do
         if wrk.connect(address) then
            table.insert(reached, address)
         end
      end
   end
   thread.addr = reached[math.random(#reached)]
end

function init(args)
   where = tostring(wrk.thread.addr)
   wrk.headers["X-Address"] = where
end
