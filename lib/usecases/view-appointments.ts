import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { personOffers } from './person-offers';
import { shownTo } from './shown-to';
import { patronFor } from './view-space-day';

const viewAppointmentsInput = z.object({ subject: z.string().trim().max(100).optional() });

export type AppointmentsView = {
  /** Every subject anybody offers, in order of the alphabet. */
  subjects: string[];
  people: { person: ResourceRecord; nextFree: Date | null }[];
};

const LOOK_AHEAD_DAYS = 14;

/** The people one can meet, all or of one subject, each with the next free time within two weeks. */
export async function viewAppointments(actor: Actor, raw: unknown, now: Date): Promise<Result<AppointmentsView>> {
  const input = parse(viewAppointmentsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const shown = shownTo(actor);
  const all = (await resources(db(), { kind: 'person', activeOnly: true })).filter(({ access }) =>
    shown.includes(access),
  );
  const { subject } = input.value;
  const chosen = all.filter(({ slug, subjects }) => slug && (!subject || subjects.includes(subject)));
  const range = { start: now, end: addMinutes(now, LOOK_AHEAD_DAYS * 1440) };
  const known = await personOffers(db(), { people: chosen, frame: range, patron: patronFor(actor) }, now);
  return ok({
    subjects: [...new Set(all.flatMap(({ subjects }) => subjects))].sort((a, b) => a.localeCompare(b)),
    people: known.map(({ person, offers }) => ({ person, nextFree: offers[0]?.start ?? null })),
  });
}
