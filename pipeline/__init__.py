"""Raw files in, tables out: the catalogues and ratings of four platforms become one release that anything can read."""
