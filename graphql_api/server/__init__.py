"""How connections are served: sockets, HTTP/1.1 with bounds on slow and large requests, the options of uvicorn."""
