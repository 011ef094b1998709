// Codes that there are to choose from, in the service's order (`domain/outcome.py`).

/** How conversations end. */
export const OUTCOMES = [
  "self_served",
  "solved_by_agent",
  "unsolved_by_agent",
  "promise_kept",
  "promise_broken",
  "gave_up_with_bot",
  "gave_up_in_queue",
];

/** Why self-service did not do, as agents say it. */
export const CAUSES = [
  "missing_content",
  "unclear_content",
  "misunderstood",
  "process_needs_person",
  "technical_error",
  "customer_preferred_person",
];
