/** Alerts by their ids: what has begun to need a person, and what is over. */
export type AlertNews = { began: number[]; ended: number[] };
