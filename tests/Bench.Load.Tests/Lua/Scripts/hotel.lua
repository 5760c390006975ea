-- A hotel booking site: searches, recommendations, log-ins and reservations as 60 : 39 : 0.5 : 0.5. args[1] is a seed.
local socket = require("socket")
math.randomseed(socket.gettime() * 1000)
math.random()

local base = "http://hotels.test:5000"

function init(args)
   if args[1] then
      -- Fractions on purpose: scripts seed by a clock that has them.
      math.randomseed(args[1] + 0.5)
   end
end

local function day(number)
   return string.format("2015-04-%02d", number)
end

local function place()
   local lat = 38.0235 + (math.random(0, 481) - 240.5) / 1000.0
   local lon = -122.095 + (math.random(0, 325) - 157.0) / 1000.0
   return "lat=" .. tostring(lat) .. "&lon=" .. tostring(lon)
end

local function stay()
   local arrival = math.random(9, 23)
   return "inDate=" .. day(arrival) .. "&outDate=" .. day(math.random(arrival + 1, 24))
end

local function guest()
   local id = tostring(math.random(0, 500))
   return "username=guest_" .. id .. "&password=" .. string.rep(id, 10)
end

local kinds = {
   { 0.6, function() return wrk.format("GET", base .. "/hotels?" .. stay() .. "&" .. place(), {}) end },
   { 0.39, function() return wrk.format("GET", base .. "/recommendations?require=price&" .. place(), {}) end },
   { 0.005, function() return wrk.format("POST", base .. "/user?" .. guest(), {}) end },
   { 0.005, function() return wrk.format("POST", base .. "/reservation?" .. stay() .. "&" .. place() .. "&" .. guest(), {}) end },
}

function request()
   last = math.floor(socket.gettime())
   local coin = math.random()
   for _, kind in ipairs(kinds) do
      coin = coin - kind[1]
      if coin < 0 then
         return kind[2]()
      end
   end
   return kinds[1][2]()
end
