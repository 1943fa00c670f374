"""What the faces share: pages, forms, doors, errors, styles and behaviour."""
