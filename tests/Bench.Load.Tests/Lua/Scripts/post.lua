-- One form, posted again and again.
wrk.method = "POST"
wrk.body = "name=bench&kind=load"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
