"""The page: a local web page on which a scenario is looked at, moved and compared. `sma page` serves it."""
