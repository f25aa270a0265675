"""From shapes to pictures: inline SVG for the page, PNG beside it. The only place that knows the drawing libraries."""
