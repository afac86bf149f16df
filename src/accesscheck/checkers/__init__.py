"""Document -> RuleResult. Pure functions of what was recorded: no browser, no network."""
