/** As the week of a space has it (lib/booking/week-table), with Dates as the server hands them over. */
export type WeekGridCell = {
  kind: 'free' | 'taken' | 'closed' | 'other' | 'over';
  start: Date;
  end: Date;
  rows: number;
  offers: { start: Date; minMinutes: number; maxMinutes: number }[];
};

export type WeekGridProps = {
  /** "Linden Room, …": names the table. */
  label: string;
  spaceId: number;
  timeZone: string;
  locale: string;
  /** 2026-11-21; one a column. */
  dates: string[];
  today: string;
  rows: { at: Date; nextDay: boolean }[];
  /** One list of cells a date. */
  days: WeekGridCell[][];
};
