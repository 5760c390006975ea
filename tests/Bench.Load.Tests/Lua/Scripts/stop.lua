-- Each thread has enough after ten answers.
local left = 10

function response()
   left = left - 1
   if left == 0 then
      wrk.thread:stop()
   end
end
