"""How people come in: families by a code sent to them, staff by password and a second step."""
