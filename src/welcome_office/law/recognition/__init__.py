"""Recognition of foreign qualifications: which body decides, how, how long, with which papers."""
