"""What runs the steps of ratings: polars on this machine, or Apache Spark on others."""
