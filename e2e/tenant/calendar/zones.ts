import { DAY_MS } from './days';
import { WINDOWS_ZONES } from './windows-zones';

/** Wall time is kept as milliseconds as though it were UTC. */
const known = new Map<string, string | null>();
const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsByDay = new Map<string, Map<number, number>>();
const windowsByLowerCase = new Map(Object.entries(WINDOWS_ZONES).map(([name, zone]) => [name.toLowerCase(), zone]));

/** The IANA zone behind a Windows or IANA name, or null when nobody knows it. */
export function resolveZone(name: string): string | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const zone = windowsByLowerCase.get(name.toLowerCase()) ?? ianaZone(name);
  if (known.size < 5_000) known.set(name, zone);
  return zone;
}

export function offsetMs(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0;
  const day = Math.floor(atMs / DAY_MS);
  const before = offsetAtDay(zone, day);
  return before === offsetAtDay(zone, day + 1) ? before : readOffset(zone, atMs);
}

export function wallOf(zone: string, atMs: number): number {
  return atMs + offsetMs(zone, atMs);
}

/** A time that happens twice means its first time; a time that is skipped moves on by the length of the gap. */
export function instantOf(zone: string, wallMs: number): number {
  const before = offsetMs(zone, wallMs - DAY_MS);
  const after = offsetMs(zone, wallMs + DAY_MS);
  if (before === after) {
    const plain = wallMs - before;
    if (offsetMs(zone, plain) === before) return plain;
  }
  for (const offset of [before, after]) {
    if (offsetMs(zone, wallMs - offset) === offset) return wallMs - offset;
  }
  return wallMs - before;
}

/** As Exchange writes it: seven decimals, no offset. */
export function wallText(wallMs: number): string {
  return `${new Date(wallMs).toISOString().slice(0, 23)}0000`;
}

export function supportedZones(standard: 'Windows' | 'Iana'): { alias: string; displayName: string }[] {
  return Object.entries(WINDOWS_ZONES).map(([name, zone]) => {
    const alias = standard === 'Iana' ? zone : name;
    return { alias, displayName: alias };
  });
}

function ianaZone(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return null;
  try {
    return formatOf(name).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function offsetAtDay(zone: string, day: number): number {
  const days = offsetsByDay.get(zone) ?? new Map<number, number>();
  offsetsByDay.set(zone, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const offset = readOffset(zone, day * DAY_MS);
  if (days.size > 20_000) days.clear();
  days.set(day, offset);
  return offset;
}

function readOffset(zone: string, atMs: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(atMs / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
