"""Pages for everybody: home, check your dates, guidance, the request, the certificate check."""
