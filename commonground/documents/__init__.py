"""Files kept safe: photos, PDFs and recordings that people send, made anew without what could harm or give away."""
