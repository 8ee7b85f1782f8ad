import type { Fairness } from '@/lib/booking/appointment-types';
import type { Prisma } from '@/lib/db/generated/client';

/** What a booking of a person is for and where, as it was when it was made or last changed. */
export type BookedAppointment = {
  /** The person's resource. */
  resourceId: number;
  kindId: number | null;
  /** Empty: the category's rules spoke. */
  kindName: string;
  placeId: number | null;
  placeKind: 'desk' | 'room' | 'online';
  placeName: string;
  /** Of a desk in another building than the person's own: that building. */
  building: { name: string; address: string; directions: string } | null;
  directions: string;
  /** Where to meet online; empty: not known (yet). */
  link: string;
  /** A Teams meeting is made with the event in the person's calendar. */
  teams: boolean;
  groupId: number | null;
  groupName: string | null;
  chosenBy: 'patron' | 'fair' | 'staff';
  /** Why fair distribution chose whom it did; null: somebody did. */
  fairness: Fairness | null;
};

/** What a read has to include for {@link asAppointment}. */
export const WITH_APPOINTMENT = {
  include: {
    kind: { select: { cancelByMinutes: true } },
    group: { select: { name: true } },
    place: { select: { location: { select: { name: true, address: true, directions: true } } } },
  },
} as const satisfies { include: Prisma.AppointmentInclude };

type Row = Prisma.AppointmentGetPayload<typeof WITH_APPOINTMENT>;

export const asAppointment = ({ group, place, fairness, ...row }: Omit<Row, 'kind'>) =>
  ({
    ...{ resourceId: row.resourceId, kindId: row.kindId, kindName: row.kindName, placeId: row.placeId },
    ...{ placeName: row.placeName, directions: row.directions, link: row.link, teams: row.teams, groupId: row.groupId },
    placeKind: row.placeKind as BookedAppointment['placeKind'],
    chosenBy: row.chosenBy as BookedAppointment['chosenBy'],
    building: place?.location ?? null,
    groupName: group?.name ?? null,
    fairness: fairness as Fairness | null,
  }) satisfies BookedAppointment;
