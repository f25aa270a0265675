"""Tables in, model tables out: what a release tells about its titles becomes what resembles what, and why."""
