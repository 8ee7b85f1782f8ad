/** Real minutes since the day shown begins. */
export type Stretch = { from: number; to: number };

/** One booking as it is drawn. */
export type Bar = Stretch & {
  publicId: string;
  version: number;
  /** Whose it is, or that it is blocked time. */
  who: string;
  /** Something that staff should know at a glance, in a word. */
  mark: string | null;
  /** Its true length, where the day shown cuts it. */
  minutes: number;
  /** Settled, one space only, and all of it in sight: it can be lifted. */
  movable: boolean;
};

export type DaySpace = {
  id: number;
  name: string;
  stepMinutes: number;
  open: Stretch[];
  closed: (Stretch & { kind: 'outlook' | 'other' })[];
  bars: Bar[];
};

export type DeskDayProps = {
  dateLabel: string;
  /** Names the list on a narrow screen. */
  listLabel: string;
  timeZone: string;
  locale: string;
  /** The instant at which the day shown begins, ISO. */
  dayStartAt: string;
  minutes: number;
  ticks: { minute: number; label: string }[];
  nowMinute: number | null;
  spaces: DaySpace[];
  /** Whoever looks may move bookings. */
  mayMove: boolean;
};

/** Where a booking is, or would be. */
export type Spot = { spaceId: number; from: number };
