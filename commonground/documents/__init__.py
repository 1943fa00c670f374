"""Files kept safe: photos and PDFs that people send, made anew without what could harm or give away."""
