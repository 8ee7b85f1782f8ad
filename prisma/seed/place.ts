import type { FeatureName } from './features';

/** What the demo library's places are described by. */

export type SeedSpace = {
  name: string;
  capacity: number;
  features: FeatureName[];
  description: string;
  directions: string;
  /** One of its location's zones. */
  zone: string;
  /** What is known of it, beside what its zone says. */
  facts?: Facts;
  /** Names of the spaces it consists of. */
  parts?: string[];
  /** It holds so many seats, which are booked in its place. */
  seats?: number;
};

/** Accessibility facts; what is left out is not known. */
export type Facts = {
  stepFree?: boolean;
  doorWidthCm?: number;
  hearingLoop?: boolean;
  deskHeightCm?: number;
  adjustableDesk?: boolean;
};

export type SeedCategory = {
  name: string;
  picture: string;
  description?: string;
  /** Minutes that one person may hold in it on one day: four hours unless said otherwise; null: no limit. */
  dailyMinutes?: number | null;
  /** To accept before booking. */
  terms?: string;
  /** Asked of whoever books there. */
  questions?: SeedQuestion[];
  /** Booked in these periods only, [name, starts, ends] in wall-clock hours, on every day that the location opens. */
  periods?: [name: string, starts: number, ends: number][];
  policy: {
    stepMinutes: number;
    minMinutes: number;
    maxMinutes: number;
    defaultMinutes: number;
    minNoticeMinutes: number;
    windowDays: number;
    setupMinutes: number;
    cleanupMinutes: number;
    cancelByMinutes: number;
  };
  spaces: SeedSpace[];
};

export type SeedLocation = {
  name: string;
  address: string;
  description: string;
  directions: string;
  /** Floors and areas, lowest first, with what is true of everything there. */
  zones: [name: string, facts: Facts][];
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
  setupMinutes: 0,
  cleanupMinutes: 0,
  cancelByMinutes: 0,
};

export const numbered = (count: number, make: (n: number) => SeedSpace) =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** Minutes that one person may hold on one day. */
export const dailyLimit = (most: number) => ({ measure: 'minutes', per: 'day', most });

export type SeedQuestion = {
  label: string;
  help: string;
  kind: 'line' | 'text' | 'choice' | 'several' | 'yes';
  choices: string[];
};
