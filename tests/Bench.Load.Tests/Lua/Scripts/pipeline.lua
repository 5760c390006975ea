-- Three requests in one text.
local all

function init()
   all = wrk.format(nil, "/one") .. wrk.format("POST", "/two", {}, "a body\r\n\r\n") .. wrk.format(nil, "/three")
end

function request()
   return all
end
