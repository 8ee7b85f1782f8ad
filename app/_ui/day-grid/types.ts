/** All numbers are real minutes since the start of the day shown, so clock changes and midnight need no care here. */
export type Stretch = { from: number; to: number };

/** What stands in the way of a booking. Whose it is never reaches the page. */
export type Taken = Stretch & { kind: 'booked' | 'outlook' | 'closed' | 'held' };

/** A booking may start at `from` and last from `min` to `max` minutes, in steps. */
export type Offer = { from: number; min: number; max: number };

export type GridSpace = {
  id: number;
  name: string;
  href: string;
  capacity: number;
  location?: string;
  features: string[];
  picture?: { src: string; alt: string };
  open: Stretch[];
  taken: Taken[];
  offers: Offer[];
};

export type DayGridProps = {
  /** "Saturday, November 21, 2026": names the table. */
  dateLabel: string;
  /** The library's zone; the browser's is never asked. */
  timeZone: string;
  locale: string;
  /** The instant at which the day shown begins, ISO with offset or Z. */
  dayStartAt: string;
  /** The length of the day shown. */
  minutes: number;
  ticks: { minute: number; label: string }[];
  nowMinute: number | null;
  /** How much of the day shown is over when the page is made: all of it once it has closed. */
  passedMinutes: number;
  stepMinutes: number;
  spaces: GridSpace[];
  /** Where a choice leads: `/spaces/{id}?start={start}&end={end}`. Without an end, its parameter is left out. */
  selectHref: string;
  /** On a wide screen too: a list of spaces with their free times. A narrow one has always that. */
  asList?: boolean;
};
