"""What it costs to make tables of the raw files, beside a plain pandas program and the cost of reading them at all."""
