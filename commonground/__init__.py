"""Common Ground: runs a SEND mediation and disagreement resolution service in England."""
