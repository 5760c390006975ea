-- A pause of a connection before each of its requests, ms.
function delay()
   return math.random(10, 50)
end
