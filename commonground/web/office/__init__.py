"""The office: what the provider keeps of councils is looked at and changed here, without code."""
