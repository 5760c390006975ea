-- Logs in first, then asks with the token that came back, through another request function.
local token

request = function()
   return wrk.format("GET", "/login")
end

function response(status, headers, body)
   if not token and status == 200 then
      token = headers["X-Token"] .. body
      wrk.headers["Authorization"] = token
      request = function()
         return wrk.format("GET", "/data")
      end
   end
end
