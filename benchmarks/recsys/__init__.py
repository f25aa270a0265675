"""What it costs to find the neighbours of all titles, beside scikit-learn's search, and how good the neighbours are."""
