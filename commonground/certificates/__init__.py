"""Certificates: who may have one, the register, the paper, its signature and its check code."""
