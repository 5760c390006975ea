-- A pause before each request, ms: for closed loops.
function delay()
   return math.random(10, 50)
end
