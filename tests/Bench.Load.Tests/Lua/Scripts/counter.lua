-- A path and a header that count.
local sent = 0

request = function()
   wrk.headers["X-Counter"] = sent
   local path = "/item/" .. sent
   sent = sent + 1
   return wrk.format(nil, path)
end
