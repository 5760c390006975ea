-- What Lua 5.4 writes otherwise than LuaJIT.
math.randomseed(require("socket").gettime())

function request()
   local value = math.random(7 / 7, 1)
   local parts = {
      tostring(76 / 2), tostring(0.5), tostring(2 ^ 40), string.format("%d", 3.7), string.format("%d", -3.7), string.format("%s %5.1f%%", 10 / 2, 2),
      string.format("%x", 255.0), math.floor(38.9), tostring(value), unpack({ "x", "y" }),
   }
   return wrk.format("GET", "/" .. table.concat(parts, "|"):gsub(" ", "_"))
end
