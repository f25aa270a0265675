"""What a release holds and how it is read and published: the one room that every package may import."""
