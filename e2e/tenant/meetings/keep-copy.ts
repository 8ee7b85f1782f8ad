import { instanceOn } from '../calendar/occurrences';
import type { Recurrence } from '../calendar/pattern';
import {
  type Attendee,
  type CalendarEvent,
  type EventFields,
  type Exception,
  NEVER,
  type Response,
  type ShowAs,
  type Status,
} from '../store/event-types';
import { addEvent, rewriteEvent } from '../store/events';
import { bury, calendarOf, defaultCalendar, type Mailbox } from '../store/mailbox';
import type { MeetingCancellation, MeetingRequest } from '../store/meeting-types';
import { newChangeKey } from '../store/stamp';
import type { World } from '../world';
import { copyIn } from './find-copy';
import { fieldsOn, sameCase, stableText } from './views';

/** How a copy is kept, where it is not simply what the organiser sent. A room says more than a person. */
export type Keeping = {
  /** The answer, when one is given with it; else the copy keeps its own, or has none yet. */
  status?: Status;
  dress?: (fields: EventFields) => EventFields;
  /** Occurrences that are not taken. */
  without?: string[];
  recurrence?: Recurrence | null;
  isUndecided?: boolean;
  /** How an occurrence the organiser cancelled stays; `gone`: not at all. */
  cancelled?: ShowAs | 'gone';
};

const NOT_RESPONDED: Status = { response: 'notResponded', time: NEVER };
const CANCELLED = 'Canceled: ';

export function receiveRequest(world: World, mailbox: Mailbox, request: MeetingRequest): void {
  keepCopy(world, mailbox, request, {});
}

/** A cancelled meeting stays where it is and says so; its owner takes it away. */
export function receiveCancellation(world: World, mailbox: Mailbox, message: MeetingCancellation): void {
  const copy = copyIn(mailbox, message.iCalUId, message.onlyDate);
  if (copy && !copy.isCancelled) cancelCopy(world, mailbox, copy, 'free');
}

export function keepCopy(world: World, mailbox: Mailbox, request: MeetingRequest, keeping: Keeping): CalendarEvent {
  const copy = copyIn(mailbox, request.iCalUId, request.onlyDate);
  const isFresh = !copy || copy.isCancelled || request.resetsAll;
  const status = keeping.status ?? (isFresh ? NOT_RESPONDED : copy.responseStatus);
  const dressed = dresser(mailbox, request, keeping, copy);
  const kept = isFresh ? null : copy;
  const { exceptions, removedDates } = occurrencesOf(world, request, { keeping, kept, status, dressed });
  const parts = {
    fields: dressed(request.view.fields, status),
    exceptions,
    removedDates,
    responseStatus: status,
    sequence: request.sequence,
    intendedShowAs: request.view.fields.showAs,
    isUndecided: keeping.isUndecided ?? false,
  };
  const recurrence = keeping.recurrence === undefined ? request.view.recurrence : keeping.recurrence;
  if (!copy) {
    const { iCalUId, organizer, onlyDate } = request;
    const own = { isOrganizer: false, organizer, iCalUId, ...(onlyDate ? { onlyDate } : {}) };
    return addEvent(world, mailbox, defaultCalendar(mailbox), { ...parts, recurrence, ...own });
  }
  for (const date of removedDates) {
    if (!copy.removedDates.has(date)) bury(calendarOf(mailbox, copy), copy, date);
  }
  const epoch = copy.recurrence && request.resetsAll ? { epoch: (copy.epoch ?? 0) + 1 } : {};
  rewriteEvent(world, mailbox, copy, { ...parts, recurrence, isCancelled: false, ...epoch });
  return copy;
}

export function cancelCopy(world: World, mailbox: Mailbox, copy: CalendarEvent, showAs: ShowAs): void {
  const exceptions = [...copy.exceptions].map(
    ([date, one]) => [date, { ...one, isCancelled: true, fields: cancelledFields(one.fields, showAs) }] as const,
  );
  rewriteEvent(world, mailbox, copy, {
    fields: cancelledFields(copy.fields, showAs),
    exceptions: new Map(exceptions),
    isCancelled: true,
    isUndecided: false,
  });
}

export function cancelledFields(fields: EventFields, showAs: ShowAs): EventFields {
  const subject = fields.subject.startsWith(CANCELLED) ? fields.subject : CANCELLED + fields.subject;
  return { ...fields, subject, showAs };
}

export function shownAs(response: Response, intended: ShowAs): ShowAs {
  if (response === 'accepted') return intended;
  return response === 'declined' || intended === 'free' ? 'free' : 'tentative';
}

type Parts = {
  keeping: Keeping;
  kept: CalendarEvent | null;
  status: Status;
  dressed: (fields: EventFields, status: Status) => EventFields;
};

/** Exceptions as sent; cancelled ones stay visible; what the owner removed or answered alone stays so unless reset. */
function occurrencesOf(world: World, request: MeetingRequest, { keeping, kept, status, dressed }: Parts) {
  const { view, resetDates } = request;
  const isReset = (date: string) => resetDates.includes(date);
  const exceptions = new Map<string, Exception>();
  const removedDates = new Set([...(kept?.removedDates ?? [])].filter((date) => !isReset(date)));
  const put = (date: string, fields: EventFields, isCancelled: boolean, responseStatus?: Status) => {
    const older = kept?.exceptions.get(date);
    const isSame = older && older.isCancelled === isCancelled && stableText(older.fields) === stableText(fields);
    const { changeKey, modifiedMs } = isSame
      ? older
      : { changeKey: newChangeKey(world), modifiedMs: world.clock.now() };
    exceptions.set(date, { fields, changeKey, modifiedMs, isCancelled, ...(responseStatus ? { responseStatus } : {}) });
  };
  const answerOn = (date: string) => {
    if (!kept || keeping.status) return undefined;
    return isReset(date) ? NOT_RESPONDED : kept.exceptions.get(date)?.responseStatus;
  };
  for (const [date, one] of view.exceptions) {
    if (removedDates.has(date)) continue;
    put(date, dressed(one.fields, answerOn(date) ?? status), one.isCancelled, answerOn(date));
  }
  for (const date of view.removedDates) {
    const seen = kept && !removedDates.has(date) ? instanceOn(kept, date) : null;
    const how = keeping.cancelled ?? 'free';
    if (!seen || (how === 'gone' && !seen.isCancelled)) removedDates.add(date);
    else put(date, seen.isCancelled || how === 'gone' ? seen.fields : cancelledFields(seen.fields, how), true);
  }
  for (const date of kept?.exceptions.keys() ?? []) {
    const answer = answerOn(date);
    const fields = fieldsOn(view, date);
    if (answer && fields && !exceptions.has(date)) put(date, dressed(fields, answer), false, answer);
  }
  for (const date of keeping.without ?? []) {
    exceptions.delete(date);
    removedDates.add(date);
  }
  return { exceptions, removedDates };
}

/** The organiser's fields as they stand in this mailbox; categories and reminders are the owner's own. */
function dresser(mailbox: Mailbox, { view }: MeetingRequest, keeping: Keeping, copy: CalendarEvent | undefined) {
  const own = copy?.fields;
  const address = sameCase(mailbox.user.mail ?? mailbox.user.upn);
  return (fields: EventFields, { response }: Status): EventFields => {
    const sent: EventFields = {
      ...fields,
      attendees: unanswered(fields, address),
      showAs: shownAs(response, fields.showAs),
      categories: own?.categories ?? [],
      isReminderOn: own?.isReminderOn ?? view.fields.isReminderOn,
      reminderMinutes: own?.reminderMinutes ?? view.fields.reminderMinutes,
    };
    return keeping.dress ? keeping.dress(sent) : sent;
  };
}

/** Who answered what is told to the organiser alone. */
function unanswered({ attendees, hideAttendees }: EventFields, own: string): Attendee[] {
  const shown = hideAttendees ? attendees.filter(({ person }) => sameCase(person.address) === own) : attendees;
  return shown.map(({ type, person }) => ({ type, person, status: { response: 'none', time: NEVER } }));
}
