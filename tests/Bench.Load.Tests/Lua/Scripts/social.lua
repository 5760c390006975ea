-- A social network: home timelines, user timelines and posts as 60 : 30 : 10. args[1] is a seed; the variable max_user_index bounds the users.
local socket = require("socket")
math.randomseed(socket.gettime() * 1000)

local users = tonumber(os.getenv("max_user_index")) or 962
local letters = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM1234567890"

function init(args)
   if args[1] then
      math.randomseed(args[1] + 0.5)
   end
end

local function text(length, from)
   if length == 0 then
      return ""
   end
   local place = math.random(1, #from)
   return text(length - 1, from) .. from:sub(place, place)
end

local function user()
   return tostring(math.random(0, users - 1))
end

local function timeline(whose)
   local start = tostring(math.random(0, 100))
   -- A text that is counted with, as scripts do.
   local stop = tostring(start + 10)
   return wrk.format("GET", "http://social.test:8080/" .. whose .. "-timeline/read?user_id=" .. user() .. "&start=" .. start .. "&stop=" .. stop,
      { ["Content-Type"] = "application/x-www-form-urlencoded" })
end

local function post()
   local id = user()
   local words, media = text(256, letters), "["
   for _ = 0, math.random(0, 5) do
      words = words .. " @username_" .. user()
   end
   for _ = 0, math.random(0, 5) do
      words = words .. " http://" .. text(64, letters)
   end
   for _ = 0, math.random(0, 4) do
      media = media .. '"' .. text(18, "1234567890") .. '",'
   end
   media = media:sub(1, #media - 1) .. "]"
   return wrk.format("POST", "http://social.test:8080/post/compose", { ["Content-Type"] = "application/x-www-form-urlencoded" },
      "username=username_" .. id .. "&user_id=" .. id .. "&text=" .. words .. "&media_ids=" .. media .. "&post_type=0")
end

request = function()
   local coin = math.random()
   if coin < 0.6 then
      return timeline("home")
   elseif coin < 0.9 then
      return timeline("user")
   else
      return post()
   end
end
