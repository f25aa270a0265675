"""How likely a user would like a title: four ways to say it, each knowing more than the one before."""
