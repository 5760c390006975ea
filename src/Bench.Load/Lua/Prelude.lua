-- What a script of wrk or wrk2 finds: the global 'wrk', require("socket"), and on Lua 5.4 what scripts written for LuaJIT count on.
-- Called once for each state, before the script, with the functions of the program ('host') and the settings of the load.
-- Functions of the host answer nil and a text where they fail: errors are raised here, never through the program's own frames.
local host, settings = ...

local function checked(value, problem)
   if problem then
      error(problem, 3)
   end
   return value
end

-- An object with a metatable: a userdata where there is newproxy, since tables have no '#' of their own there (5.1).
local function object(meta)
   if not newproxy then
      return setmetatable({}, meta)
   end
   local made = newproxy(true)
   local own = getmetatable(made)
   for name, value in pairs(meta) do
      own[name] = value
   end
   return made
end

if _VERSION ~= "Lua 5.1" then
   local floor, seed, random, format, tostring_of, kind = math.floor, math.randomseed, math.random, string.format, tostring, math.type

   function math.randomseed(value)
      -- The clock of require("socket") gives fractions, which 5.4 refuses.
      seed(floor(value or host.gettime() * 1e6))
   end

   -- 5.4 refuses bounds with fractions; LuaJIT adds whole steps to the lower one.
   function math.random(low, high)
      if not low then
         return random()
      elseif not high then
         low, high = 1, low
      end
      if low == floor(low) and high == floor(high) then
         return random(floor(low), floor(high))
      end
      return floor(random() * (high - low + 1)) + low
   end

   function tostring(value)
      if kind(value) == "float" and value == floor(value) and value > -1e15 and value < 1e15 then
         return format("%.14g", value)
      end
      return tostring_of(value)
   end

   function string.format(pattern, ...)
      local values = table.pack(...)
      local place = 0
      for conversion in string.gmatch(pattern, "%%[-+ #0-9.]*([%a%%])") do
         if conversion ~= "%" then
            place = place + 1
            local value = values[place]
            if kind(value) == "float" then
               if conversion == "s" then
                  values[place] = tostring(value)
               elseif string.find("dixXoc", conversion, 1, true) then
                  values[place] = value < 0 and -floor(-value) or floor(value)
               end
            end
         end
      end
      return format(pattern, table.unpack(values, 1, values.n))
   end

   unpack = unpack or table.unpack
   loadstring = loadstring or load
   math.pow = math.pow or function(base, exponent) return base ^ exponent end
end

package.preload.socket = function()
   return {
      gettime = host.gettime,
      sleep = function(seconds) checked(host.sleep(seconds)) end,
   }
end

-- Addresses: made by wrk.lookup, given to wrk.connect and to thread.addr; they print as 127.0.0.1:80.
local texts = setmetatable({}, { __mode = "k" })

local function address(text)
   local made = object({ __tostring = function() return text end })
   texts[made] = text
   return made
end

local function text_of(value)
   return texts[value] or error("an address of wrk.lookup is needed, not a " .. type(value), 3)
end

-- Threads: in the state that runs setup and done all of them, in a worker's own state itself.
local function thread(index)
   local methods = {}

   function methods.get(_, name)
      local value = checked(host.get(index, name))
      return value
   end

   function methods.set(_, name, value)
      checked(host.set(index, name, value))
   end

   function methods.stop()
      host.stop(index)
   end

   return object({
      __index = function(_, name)
         if name == "addr" then
            return address(host.address(index))
         end
         return methods[name]
      end,
      __newindex = function(_, name, value)
         if name ~= "addr" then
            error("'" .. tostring(name) .. "' of a thread cannot be set, only addr; use thread:set", 2)
         end
         checked(host.move(index, text_of(value)))
      end,
   })
end

-- What done gets: numbers of a distribution, in microseconds or in requests per second.
local function statistics(which)
   local function percentile(_, percent)
      local value = checked(host.statistic(which, "percentile", percent))
      return value
   end

   return object({
      __index = function(_, name)
         if name == "percentile" then
            return percentile
         end
         local value
         if type(name) == "number" then
            value = checked(host.statistic(which, "at", name))
         else
            value = checked(host.statistic(which, name))
         end
         return value
      end,
      __len = function() return host.statistic(which, "count") end,
      __call = function(_, index)
         local value = checked(host.statistic(which, "at", index))
         return value, 1
      end,
   })
end

wrk = {
   scheme = settings.scheme,
   host = settings.host,
   port = settings.port,
   method = settings.method,
   path = settings.path,
   headers = settings.headers,
   body = settings.body,
   time_us = function() return math.floor(host.gettime() * 1e6) end,
}
url = settings.url
package.loaded.wrk = wrk

function wrk.lookup(name, service)
   local found = {}
   for place, text in ipairs(checked(host.lookup(name, service))) do
      found[place] = address(text)
   end
   return found
end

function wrk.connect(where)
   return host.connect(text_of(where))
end

function wrk.resolve(name, service)
   local reached = {}
   for _, where in ipairs(wrk.lookup(name, service)) do
      if wrk.connect(where) then
         reached[#reached + 1] = where
      end
   end
   wrk.addrs = reached
end

function wrk.setup(which)
   if type(setup) == "function" then
      setup(which)
   end
end

function wrk.init(arguments)
   if not wrk.headers["Host"] then
      wrk.headers["Host"] = settings.authority
   end
   if type(init) == "function" then
      init(arguments)
   end
   local rendered = wrk.format()
   function wrk.request()
      return rendered
   end
end

local concat, next, type = table.concat, next, type

function wrk.format(method, path, headers, body)
   headers = headers or wrk.headers
   body = body or wrk.body
   if headers["Host"] == nil then
      headers["Host"] = wrk.headers["Host"]
   end
   headers["Content-Length"] = body and #body or nil

   local lines, count = { (method or wrk.method) .. " " .. (path or wrk.path) .. " HTTP/1.1" }, 1
   for name, value in next, headers do
      count = count + 1
      lines[count] = name .. ": " .. (type(value) == "string" and value or tostring(value))
   end
   lines[count + 1] = ""
   lines[count + 2] = body or ""
   return concat(lines, "\r\n")
end

math.randomseed(settings.seed)

-- The program's way in.
return {
   worker = function(index) wrk.thread = thread(index) end,
   setup = function(index)
      wrk.addrs = wrk.addrs or { address(host.address(index)) }
      wrk.setup(thread(index))
   end,
   init = function() wrk.init(settings.arguments) end,
   done = function(summary)
      if type(done) == "function" then
         done(summary, statistics("latency"), statistics("requests"))
      end
   end,
   flush = function() io.stdout:flush() end,
}
