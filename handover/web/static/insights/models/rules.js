// Numbers of the service's rules that its pages reckon with or tell, each where the service has it; a test compares them.

/** Below so many a figure is marked: it would be another one tomorrow (`domain/rates.py`). */
export const SMALL = 30;

/** The quantile of the normal distribution for 95 % (`domain/rates.py`). */
export const Z = 1.959964;

/** So many days nobody may come back about what was resolved (`domain/reckoning/returns.py`). */
export const DURABLE_DAYS = 7;

/** So many moments of truth there are at most (`domain/moments.py`). */
export const MOMENTS = 3;

/** So many things are worth doing next (`services/next_steps.py`). */
export const STEPS = 5;

/** So many new failures are grouped at once, and so many that belong together are a gap (`services/grouper.py`, `analysis/topics/grouping.py`). */
export const ENOUGH_TO_GROUP = 20;
export const LEAST_OF_A_GAP = 3;

/** So many days pass until a fix is judged; so many failures in so many days mean that it came back (`domain/gap.py`). */
export const PROVEN_DAYS = 14;
export const CAME_BACK = 3;
export const CAME_BACK_DAYS = 14;

/** How a conversation that was resolved ended (`domain/reckoning/returns.py`). */
export const RESOLVED = ["promise_kept", "self_served", "solved_by_agent"];
