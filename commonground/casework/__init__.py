"""Commands that span rooms: from enquiry to case, telling the council, cannot arrange, asking parties, closing."""
