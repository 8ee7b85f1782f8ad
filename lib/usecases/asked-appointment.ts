import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import type { AppointmentWish, Kind } from '@/lib/booking/appointment-types';
import { appointmentWorld, type PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { appointmentOf, askedAppointment } from './appointment-of';
import { groupOnPage } from './group-on-page';
import { maySee } from './shown-to';
import { intervalOf, timeInput } from './time-input';

/** Whom somebody wants to meet, for what, where and when, as forms send it. */
export const appointmentInput = { slug: z.string().min(1).max(100), ...askedAppointment, ...timeInput };

const shape = z.object(appointmentInput);

export type WantedAppointment = {
  person: ResourceRecord;
  offering: PersonOffering;
  wish: AppointmentWish;
  wanted: Interval;
};

/** What is asked for, by what the person offers. Refusals: `not_found`, `not_offered`, and fields that make no time. */
export async function wantedAppointment(
  actor: Actor,
  { slug, kindId, placeId, group, ...time }: z.output<typeof shape>,
): Promise<Result<WantedAppointment>> {
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });
  const groupId = await groupOnPage(db(), actor, person.id, group);
  const offering = (await appointmentWorld(db(), [person]))(person);
  const wish = appointmentOf(offering, { kindId, placeId }, groupId);
  if (!wish.ok) return wish;
  const wanted = intervalOf(time, wish.value.kind.defaultMinutes);
  return wanted.ok ? ok({ person, offering, wish: wish.value, wanted: wanted.value }) : wanted;
}

/** Where the questions of a kind of appointment with a person stand: of the category, the person and the kind. */
export const askedBy = ({ id, categoryId }: Pick<ResourceRecord, 'id' | 'categoryId'>, kind: Pick<Kind, 'id'>) => ({
  ...{ categoryIds: [categoryId], resourceIds: [id], kindIds: kind.id === null ? [] : [kind.id] },
});
