"""My first weeks: questions, the plan, one visit for many of its steps, and keeping it."""
