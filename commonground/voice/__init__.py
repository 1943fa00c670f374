"""What a young person, or a child with help, says in their own way; and to whom they show it."""
