"""Every figure that the documentation quotes, by one command each."""
