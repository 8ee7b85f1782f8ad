import type { Recurrence } from '../calendar/pattern';
import type { EventFields, Person, Response, TimeSpan } from './event-types';

/** A meeting as one invited person is told of it: the whole series, or a single occurrence. */
export type MeetingView = {
  fields: EventFields;
  recurrence: Recurrence | null;
  exceptions: Map<string, { fields: EventFields; isCancelled: boolean }>;
  removedDates: Set<string>;
};

type Common = {
  iCalUId: string;
  organizer: Person;
  /** Set for somebody who is invited to this one occurrence only. */
  onlyDate: string | null;
  sequence: number;
};

/** An invitation, its update, or the news that occurrences were cancelled (then they are in `cancelledDates`). */
export type MeetingRequest = Common & {
  method: 'request';
  view: MeetingView;
  /** Answers given before count no more: to all of it, or to these occurrences. */
  resetsAll: boolean;
  resetDates: string[];
  cancelledDates: string[];
};

export type MeetingCancellation = Common & { method: 'cancel' };

export type MeetingReply = Common & {
  method: 'reply';
  from: Person;
  /** The occurrence answered; null: all of it. */
  date: string | null;
  response: Response;
  at: string;
  proposedNewTime: TimeSpan | null;
};

export type MeetingMessage = MeetingRequest | MeetingCancellation | MeetingReply;

/** `arrive`: on its way; `decide`: before a room's attendant. */
export type MeetingPost = { id: number; dueAt: number; stage: 'arrive' | 'decide'; message: MeetingMessage };
