"""Charts of the page as data: Vega-Lite specifications, each with words and a table that say the same."""
