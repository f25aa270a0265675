"""The questions, from lazy frames to lazy frames: no answer is collected here, and nothing here knows of GraphQL."""
