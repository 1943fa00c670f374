"""Words into PDF pages: the fonts, what they can print, and the one way to set a page. It knows no case and no page."""
