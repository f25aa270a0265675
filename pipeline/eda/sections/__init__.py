"""What the report says, one section a module: each has `section`, from the release's tables to a `Section`."""
