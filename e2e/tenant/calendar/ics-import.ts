import type { CalendarEvent } from '../store/event-types';
import { NEVER } from '../store/event-types';
import { addEvent, changeOccurrence, removeEvent, removeOccurrence } from '../store/events';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { DAY_MS, dateOfDay } from './days';
import type { IcsTime } from './ics-event';
import { type ReadCalendar, type ReadEvent, type Refused, readCalendar } from './ics-read';
import { instanceOn, seriesZone } from './occurrences';
import { wallOf } from './zones';

export type ImportAnswer = { imported: number; exceptions: number; excluded: number; refused: Refused[] };
/** `settled`: as if it had always been there; nobody is told. */
export type ImportOptions = { settled: boolean };

/** A person imports a file. What was not taken is said, never passed over. */
export function importCalendar(world: World, mailbox: Mailbox, text: string, options: ImportOptions): ImportAnswer {
  return keepRead(world, mailbox, readCalendar(text, mailbox.timeZone), options);
}

export function keepRead(world: World, mailbox: Mailbox, read: ReadCalendar, options: ImportOptions): ImportAnswer {
  const answer: ImportAnswer = { imported: 0, exceptions: 0, excluded: 0, refused: [...read.refused] };
  for (const one of read.events) keepEvent(world, mailbox, one, options, answer);
  return answer;
}

function keepEvent(
  world: World,
  mailbox: Mailbox,
  read: ReadEvent,
  { settled }: ImportOptions,
  answer: ImportAnswer,
): void {
  const calendar = defaultCalendar(mailbox);
  const older = [...calendar.events.values()].find((event) => event.iCalUId === read.uid);
  if (older) removeEvent(world, mailbox, older, 'nowhere');
  const { uid, fields, recurrence, isCancelled } = read;
  const event = addEvent(world, mailbox, calendar, { fields, recurrence, isCancelled, iCalUId: uid, settled });
  setOrganizer(event, mailbox, read);
  answer.imported += 1;
  for (const time of read.excluded) {
    const date = occurrenceDate(event, time);
    if (date) removeOccurrence(world, mailbox, event, date);
    if (date) answer.excluded += 1;
    else answer.refused.push({ uid, reason: `EXDATE ${textOf(time)} names no occurrence` });
  }
  for (const { original, fields: changed, isCancelled: gone } of read.exceptions) {
    const date = occurrenceDate(event, original);
    if (date) changeOccurrence(world, mailbox, event, date, { fields: changed, isCancelled: gone });
    if (date) answer.exceptions += 1;
    else answer.refused.push({ uid, reason: `RECURRENCE-ID ${textOf(original)} names no occurrence` });
  }
}

function setOrganizer(event: CalendarEvent, mailbox: Mailbox, { organizer, fields }: ReadEvent): void {
  const own = mailbox.user.mail ?? mailbox.user.upn;
  if (!organizer || organizer.address === own) return;
  const invited = fields.attendees?.find(({ person }) => person.address === own);
  event.organizer = organizer;
  event.isOrganizer = false;
  event.responseStatus = invited?.status ?? { response: 'notResponded', time: NEVER };
}

/** The date of the occurrence that begins at this very time. */
function occurrenceDate(event: CalendarEvent, time: IcsTime): string | null {
  const zone = seriesZone(event);
  const wall = time.isDate || zone === 'UTC' ? time.wall : wallOf(zone, time.ms);
  const date = dateOfDay(Math.floor(wall / DAY_MS));
  const instance = instanceOn(event, date);
  if (!instance) return null;
  return time.isDate || instance.originalStartMs === time.ms ? date : null;
}

function textOf(time: IcsTime): string {
  return new Date(time.wall).toISOString().slice(0, time.isDate ? 10 : 16);
}
