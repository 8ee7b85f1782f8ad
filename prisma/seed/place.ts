/** What the demo library's places are described by. */

export type SeedSpace = {
  name: string;
  capacity: number;
  features: string[];
  description: string;
  directions: string;
  /** Names of the spaces it consists of. */
  parts?: string[];
};

export type SeedCategory = {
  name: string;
  picture: string;
  policy: {
    stepMinutes: number;
    minMinutes: number;
    maxMinutes: number;
    defaultMinutes: number;
    minNoticeMinutes: number;
    windowDays: number;
    maxMinutesPerDay: number | null;
    setupMinutes: number;
    cleanupMinutes: number;
    cancelByMinutes: number;
  };
  spaces: SeedSpace[];
};

export type SeedLocation = {
  name: string;
  address: string;
  /** [ISO weekdays, opens, closes] in wall-clock hours; past 24 = after midnight. */
  hours: [number[], number, number][];
  categories: SeedCategory[];
};

export const TIME_ZONE = 'America/New_York';

/** What most categories allow. */
export const usual = {
  stepMinutes: 30,
  minMinutes: 30,
  maxMinutes: 120,
  defaultMinutes: 60,
  minNoticeMinutes: 0,
  windowDays: 14,
  maxMinutesPerDay: 240 as number | null,
  setupMinutes: 0,
  cleanupMinutes: 0,
  cancelByMinutes: 0,
};

export const numbered = (count: number, make: (n: number) => SeedSpace) =>
  Array.from({ length: count }, (_, index) => make(index + 1));
