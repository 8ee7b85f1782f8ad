import { type Attendee, type CalendarEvent, NEVER, type Person } from '../store/event-types';
import { addEvent, type NewEvent } from '../store/events';
import type { Calendar, Mailbox } from '../store/mailbox';
import type { MeetingRequest, MeetingView } from '../store/meeting-types';
import type { World } from '../world';
import { mailboxAt } from './find-copy';
import { type Letter, mailLetters } from './mail';
import { sendTo } from './post';
import { personOf } from './reply';
import {
  addressesOf,
  contentOf,
  fieldsOn,
  isMeeting,
  type MeetingState,
  sameCase,
  stableText,
  stateOf,
  timesDiffer,
  viewsFor,
} from './views';

export type Organising = {
  /** Goes into the mails. */
  comment?: string;
  /** Who acted, when it was not the owner: their name stands on the mail as its sender. */
  sender?: Person;
};

/** A new event; whoever is invited hears of it, and there is no switch to prevent it. */
export function createOrganised(
  world: World,
  mailbox: Mailbox,
  calendar: Calendar,
  draft: NewEvent,
  organising: Organising = {},
): CalendarEvent {
  const event = addEvent(world, mailbox, calendar, draft);
  if (isMeeting(event)) tell(world, mailbox, event, { before: null, after: stateOf(event) }, organising);
  return event;
}

/** Any change or removal. Of a meeting of one's own the others are told; a copy of somebody else's changes alone. */
export function organised(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  act: () => void,
  organising: Organising = {},
): void {
  if (!event.isOrganizer) {
    act();
    return;
  }
  const before = stateOf(event);
  act();
  const isGone = mailbox.byKey.get(event.key) !== event;
  if (!isMeeting(before) && (isGone || !isMeeting(event))) return;
  if (!isGone && isMoved(before, event)) event.sequence = before.sequence + 1;
  tell(world, mailbox, event, { before, after: isGone ? null : stateOf(event) }, organising);
}

function tell(
  world: World,
  mailbox: Mailbox,
  event: CalendarEvent,
  { before, after }: { before: MeetingState | null; after: MeetingState | null },
  organising: Organising,
): void {
  const own = sameCase(personOf(mailbox).address);
  const everybody = new Set([...(before ? addressesOf(before) : []), ...(after ? addressesOf(after) : [])]);
  const letters: Letter[] = [];
  for (const address of everybody) {
    if (address === own || !address) continue;
    const was = before ? viewsFor(before, address) : new Map<string | null, MeetingView>();
    const is = after ? viewsFor(after, address) : new Map<string | null, MeetingView>();
    for (const onlyDate of new Set([...was.keys(), ...is.keys()])) {
      const letter = letterAbout(event, onlyDate, was.get(onlyDate), is.get(onlyDate));
      if (letter) letters.push({ ...letter, to: address });
    }
  }
  mailLetters(world, { event, letters, ...organising });
  for (const { to, message } of letters) {
    const receiver = mailboxAt(world, to);
    if (receiver) sendTo(world, receiver, message);
  }
}

/** Nothing, when what this person sees of the meeting is as it was. */
function letterAbout(
  event: CalendarEvent,
  onlyDate: string | null,
  was: MeetingView | undefined,
  is: MeetingView | undefined,
): Omit<Letter, 'to'> | null {
  const common = { iCalUId: event.iCalUId, organizer: event.organizer, onlyDate, sequence: event.sequence ?? 0 };
  if (!is) return was ? { kind: 'cancel', view: was, message: { ...common, method: 'cancel' } } : null;
  const request: MeetingRequest = {
    ...common,
    method: 'request',
    view: is,
    resetsAll: true,
    resetDates: [],
    cancelledDates: [],
  };
  if (!was) return { kind: 'new', view: is, message: request };
  if (contentOf(was) === contentOf(is)) return null;
  const cancelledDates = [...is.removedDates].filter((date) => !was.removedDates.has(date));
  const withoutThem = (view: MeetingView) => contentOf(without(view, cancelledDates));
  const isOnlyCancelled = cancelledDates.length > 0 && withoutThem(was) === withoutThem(is);
  const message = { ...request, resetsAll: isMoved(was, is), resetDates: movedDates(was, is), cancelledDates };
  return { kind: isOnlyCancelled ? 'cancelDates' : 'update', view: is, message };
}

function without(view: MeetingView, dates: string[]): MeetingView {
  const exceptions = [...view.exceptions].filter(([date]) => !dates.includes(date));
  return { ...view, exceptions: new Map(exceptions), removedDates: new Set([...view.removedDates, ...dates]) };
}

function isMoved(a: Pick<MeetingView, 'fields' | 'recurrence'>, b: Pick<MeetingView, 'fields' | 'recurrence'>) {
  return timesDiffer(a.fields, b.fields) || stableText(a.recurrence) !== stableText(b.recurrence);
}

/** Occurrences that were moved alone, and those that somebody had been taken off before. */
function movedDates(was: MeetingView, is: MeetingView): string[] {
  if (isMoved(was, is)) return [];
  return [...is.exceptions.keys()].filter((date) => {
    const old = fieldsOn(was, date);
    const now = fieldsOn(is, date);
    return now !== null && (old === null || timesDiffer(old, now));
  });
}

/** Who is invited after a change: answers stay, unless the time they were given for no longer holds. */
export function keptStatuses(invited: Attendee[], present: Attendee[], resets: boolean): Attendee[] {
  return invited.map(({ type, person }) => {
    const older = present.find((one) => sameCase(one.person.address) === sameCase(person.address));
    if (resets || !older) return { type, person, status: { response: 'none', time: NEVER } };
    return { ...older, type, person };
  });
}
