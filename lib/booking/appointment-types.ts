import type { Answer } from '@/lib/question';

/** How an appointment takes place. */
export type Mode = 'in_person' | 'online';

/** Where a person meets patrons. `id` null: their location, where they have named no place of their own. */
export type Place = {
  id: number | null;
  kind: 'desk' | 'room' | 'online';
  name: string;
  directions: string;
  /** Online: where to; empty: one is made, or the person sends it. */
  link: string;
  /** Online: a Teams meeting is made with the event where the connection allows it. */
  teams: boolean;
  /** Of a room: the space that is booked with the person. */
  spaceId: number | null;
};

/** What an appointment is for. `id` null: nobody named kinds, and the rules of the person's category speak. Real minutes. */
export type Kind = {
  id: number | null;
  name: string;
  description: string;
  /** Lengths on offer: one, or, where nobody named kinds, those of the category's policy. */
  minMinutes: number;
  maxMinutes: number;
  defaultMinutes: number;
  setupMinutes: number;
  cleanupMinutes: number;
  minNoticeMinutes: number;
  cancelByMinutes: number;
  windowDays: number;
  /** None: all. */
  modes: Mode[];
  directions: string;
};

/** What a time is asked for. */
export type AppointmentWish = {
  kind: Kind;
  place: Place;
  /** Where the person is in time that names no place. */
  usualPlaceId: number | null;
  /** The page of which group it is asked on; null: none. */
  groupId: number | null;
};

/** How the facts of a resource are read: a person's by the wish, a room's as where somebody meets. */
export type AskedAs = AppointmentWish | 'room';

/** Why fair distribution chose somebody: numbers only, kept with the appointment and said in words to patron and staff. */
export type Fairness = {
  /** Between which instants appointments were counted, in ISO. */
  from: string;
  to: string;
  /** Of the one who was chosen, before this one. */
  own: number;
  /** Who were free then, the chosen one included. */
  free: number;
  /** Of these, who had as few. */
  tied: number;
  /** So many were chosen before, and their calendars said no when they were asked. */
  passedOver?: number;
};

/** Somebody whom a patron who does not mind may meet too, with what is kept of their answers then. */
export type OtherChance = {
  /** Of the person. */
  resourceId: number;
  kindId: number | null;
  placeId: number | null;
  answers: Answer[];
};
