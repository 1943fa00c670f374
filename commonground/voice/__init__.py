"""A young person's own space: their views in words, pictures, scales, a recording or a drawing, shared by nobody else."""
