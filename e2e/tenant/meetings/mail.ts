import { DAY_MS, WEEKDAYS, weekdayOfDay } from '../calendar/days';
import { resolveZone, wallOf } from '../calendar/zones';
import type { CalendarEvent, EventFields, Person } from '../store/event-types';
import { keepMail } from '../store/mails';
import type { MeetingMessage, MeetingRequest, MeetingView } from '../store/meeting-types';
import type { World } from '../world';
import { calendarText, plainText } from './ics-write';
import type { Answer, Answered } from './reply';
import { contentOf } from './views';

/** What one invited person hears of a change: what it is, and what the meeting is to them from now on. */
export type Letter = {
  to: string;
  kind: 'new' | 'update' | 'cancel' | 'cancelDates';
  view: MeetingView;
  message: MeetingMessage;
};

type Letters = { event: CalendarEvent; letters: Letter[]; comment?: string; sender?: Person };

/** One mail to all who are told the same. */
export function mailLetters(world: World, { event, letters, comment, sender }: Letters): void {
  const alike = new Map<string, Letter[]>();
  for (const letter of letters) {
    const key = `${letter.kind} ${letter.message.onlyDate} ${contentOf(letter.view)}`;
    alike.set(key, [...(alike.get(key) ?? []), letter]);
  }
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const { kind, view, message } = first;
    const isCancel = kind === 'cancel' || kind === 'cancelDates';
    const dates = kind === 'cancelDates' && message.method === 'request' ? { dates: message.cancelledDates } : {};
    const opening = {
      new: `${event.organizer.name} invites you.`,
      update: `${event.organizer.name} changed this meeting.`,
      cancel: `${event.organizer.name} cancelled this meeting.`,
      cancelDates: `${event.organizer.name} cancelled an occurrence of this meeting.`,
    }[kind];
    keepMeetingMail(world, {
      from: event.organizer,
      sender,
      to: group.map((letter) => letter.to),
      subject: isCancel ? `Canceled: ${view.fields.subject}` : view.fields.subject,
      text: [opening, comment, factsOf(view.fields), isCancel ? '' : plainText(view.fields)],
      method: isCancel ? 'CANCEL' : 'REQUEST',
      ics: calendarText({
        method: isCancel ? 'CANCEL' : 'REQUEST',
        iCalUId: event.iCalUId,
        organizer: event.organizer,
        view,
        sequence: event.sequence ?? 0,
        atMs: world.clock.now(),
        ...dates,
      }),
    });
  }
}

const ANSWERS = { accepted: 'Accepted', tentativelyAccepted: 'Tentative', declined: 'Declined' } as const;

export function mailReply(
  world: World,
  { from, copy, answer }: { from: Person; copy: Answered; answer: Answer },
): void {
  const { fields, response, comment, date, proposedNewTime } = answer;
  const proposal = proposedNewTime ? `Proposed instead: ${whenText({ ...fields, ...proposedNewTime })}` : '';
  const view = {
    fields,
    recurrence: date ? null : copy.recurrence,
    exceptions: new Map(),
    removedDates: new Set<string>(),
  };
  keepMeetingMail(world, {
    from,
    to: [copy.organizer.address],
    subject: `${proposedNewTime ? 'New Time Proposed' : ANSWERS[response]}: ${fields.subject}`,
    text: [comment, proposal, factsOf(fields)],
    method: 'REPLY',
    ics: calendarText({
      method: 'REPLY',
      iCalUId: copy.iCalUId,
      organizer: copy.organizer,
      view,
      sequence: copy.sequence ?? 0,
      atMs: world.clock.now(),
      from: { person: from, response },
    }),
  });
}

/** To the delegates of a room, who are to decide. */
export function mailDelegates(world: World, room: Person, delegates: string[], request: MeetingRequest): void {
  const { view, iCalUId, organizer, sequence } = request;
  keepMeetingMail(world, {
    from: organizer,
    sender: room,
    to: delegates,
    subject: `FW: ${view.fields.subject}`,
    text: [`${room.name} was asked for and needs your decision.`, factsOf(view.fields)],
    method: 'REQUEST',
    ics: calendarText({ method: 'REQUEST', iCalUId, organizer, view, sequence, atMs: world.clock.now() }),
  });
}

type MeetingMail = {
  from: Person;
  sender?: Person | undefined;
  to: string[];
  subject: string;
  text: (string | undefined)[];
  method: string;
  ics: string;
};

function keepMeetingMail(world: World, { from, sender, to, subject, text, method, ics }: MeetingMail): void {
  const written = ({ name, address }: Person) => `${name} <${address}>`;
  keepMail(world.mails, world.ids, world.clock.now(), {
    via: 'exchange',
    from: written(from),
    to,
    subject,
    text: text.filter(Boolean).join('\n\n'),
    html: null,
    headers: [
      { name: 'Content-Class', value: 'urn:content-classes:calendarmessage' },
      ...(sender ? [{ name: 'Sender', value: written(sender) }] : []),
    ],
    attachments: [
      { name: 'meeting.ics', contentType: `text/calendar; charset=utf-8; method=${method}`, content: Buffer.from(ics) },
    ],
  });
}

function factsOf(fields: EventFields): string {
  const place = fields.locations[0]?.displayName;
  return [`When: ${whenText(fields)}`, ...(place ? [`Where: ${place}`] : [])].join('\n');
}

export function whenText(fields: Pick<EventFields, 'isAllDay' | 'startMs' | 'endMs' | 'startZone'>): string {
  const zone = fields.isAllDay ? 'UTC' : (resolveZone(fields.startZone) ?? 'UTC');
  const start = wallOf(zone, fields.startMs);
  const end = wallOf(zone, fields.endMs);
  const day = (wall: number) => {
    const name = WEEKDAYS[weekdayOfDay(Math.floor(wall / DAY_MS))] ?? '';
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${new Date(wall).toISOString().slice(0, 10)}`;
  };
  const time = (wall: number) => new Date(wall).toISOString().slice(11, 16);
  if (fields.isAllDay) return `${day(start)}, all day`;
  const last = day(start) === day(end) ? time(end) : `${day(end)} ${time(end)}`;
  return `${day(start)} ${time(start)} to ${last} (${fields.startZone})`;
}
