import { readdirSync, readFileSync } from 'node:fs';
import { DAY_MS, weekdayOfDay } from '../calendar/days';
import { keepRead } from '../calendar/ics-import';
import { parseCalendars, type ReadCalendar, readComponents } from '../calendar/ics-read';
import { resolveZone, wallOf } from '../calendar/zones';
import type { TenantRecord } from '../store/directory';
import { mailboxOf, type World } from '../world';
import { referenceWeek, shiftCalendar } from './shift-calendar';

const FOLDER = new URL('./calendars/', import.meta.url);
const files = new Map<string, string>();
const readByWeek = new Map<string, ReadCalendar>();

/** Every mailbox that has a file gets its week, shifted to the present one. Read files are kept, so that a reset is quick. */
export function fillCalendars(world: World, tenant: TenantRecord): void {
  for (const [name, text] of seedFiles()) {
    const mailbox = mailboxOf(world, `${name}@${tenant.domains[0]}`);
    if (!mailbox) continue;
    const zone = resolveZone(mailbox.timeZone) ?? 'UTC';
    const today = Math.floor(wallOf(zone, world.clock.now()) / DAY_MS);
    const monday = today - ((weekdayOfDay(today) + 6) % 7);
    const answer = keepRead(world, mailbox, readSeed(name, text, monday, mailbox.timeZone), { settled: true });
    if (answer.refused.length > 0) throw new Error(`seed ${name}.ics: ${JSON.stringify(answer.refused)}`);
  }
}

/** A seed file as it is imported in the week of `now`: for tests that expand it with other code. */
export function shiftedSeed(name: string, monday: number): string {
  const text = seedFiles().get(name) ?? '';
  return shifted(text, monday)
    .map((calendar) => calendar.toString())
    .join('\r\n');
}

function readSeed(name: string, text: string, monday: number, zoneName: string): ReadCalendar {
  const key = `${name} ${monday}`;
  const known = readByWeek.get(key);
  if (known) return known;
  const read = readComponents(shifted(text, monday), zoneName);
  if (readByWeek.size > 500) readByWeek.clear();
  readByWeek.set(key, read);
  return read;
}

function shifted(text: string, monday: number) {
  const calendars = parseCalendars(text);
  for (const calendar of calendars) shiftCalendar(calendar, monday - referenceWeek(calendar));
  return calendars;
}

function seedFiles(): Map<string, string> {
  if (files.size === 0) {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ics'));
    for (const name of names.sort()) files.set(name.replace(/\.ics$/, ''), readFileSync(new URL(name, FOLDER), 'utf8'));
  }
  return files;
}
