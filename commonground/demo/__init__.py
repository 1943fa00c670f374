"""A made-up world to look at, and the page that shows who can sign in and what was sent."""
