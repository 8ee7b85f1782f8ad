export type Aim = { words: string; met: (value: number) => boolean };

const atMost = (limit: number): Aim => ({ words: `≤ ${limit}`, met: (value) => value <= limit });
const exactly = (wanted: number): Aim => ({ words: `${wanted}`, met: (value) => value === wanted });

/** Figures of rooms carry their number at the end: the aim is the same for each. */
const AIMS: Readonly<Record<string, Aim>> = {
  'booking.event_p95': atMost(2_000),
  'booking.confirmed_p95': atMost(2_000),
  'outside-change.closed_p95': atMost(3_000),
  'notifications.p99': atMost(300),
  'notifications.other_than_202': exactly(0),
  'notifications.away_p99': atMost(3_000),
  'notifications.away_503': exactly(1),
  'notifications.away_validation': exactly(200),
  'first-sync.seconds': atMost(120),
  'disconnect.undo_seconds': atMost(5),
  'disconnect.undo_writes': exactly(0),
  'disconnect.seconds': atMost(60),
  'disconnect.writes': exactly(0),
  'disconnect.second_events': exactly(0),
  'disconnect.beyond_asked': exactly(0),
  'rooms.requests_per_booking': atMost(4),
  'rooms.rounds_per_change': atMost(1),
  'rooms.idle_room_hour': atMost(5),
  'spaces.area_data.at_8_p99': atMost(40),
  'spaces.area_data.at_20_p99': atMost(100),
  'spaces.large_data.at_8_p99': atMost(40),
  'spaces.large_data.at_20_p99': atMost(100),
  'spaces.one_slot_winners': exactly(1),
  'spaces.whole_table_scans': exactly(0),
  'appointments.team_data.at_8_p99': atMost(50),
  'appointments.team_data.at_20_p99': atMost(100),
  'appointments.team_page.at_8_p99': atMost(400),
  'appointments.team_page.at_20_p99': atMost(1_000),
  'appointments.find_page.at_8_p99': atMost(400),
  'appointments.find_page.at_20_p99': atMost(1_000),
  'appointments.queries_for_30': exactly(2),
  'appointments.more_queries_for_30': exactly(0),
  'appointments.one_slot_of_three': exactly(3),
  'statistics.all_p95': atMost(500),
  'api.one_slot_winners': exactly(1),
  'api.one_slot_others': exactly(0),
};

/** What a figure aims at, if anything. */
export const aimOf = (name: string): Aim | undefined => AIMS[name.replace(/\.\d+$/, '')];
