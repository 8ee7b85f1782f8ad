import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { type PageRecord, pageOf } from '@/lib/db/appointment-pages';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayManage } from './appointment-rights';
import { idField } from './catalogue-fields';

export type AppointmentSettingsView = PageRecord;

/** What a person says about their appointments: one's own, or for admins anybody's. No page: null. */
export async function viewAppointmentSettings(
  actor: Actor,
  raw: unknown,
): Promise<Result<AppointmentSettingsView | null>> {
  const input = parse(z.object({ id: idField.optional() }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const { id } = input.value;
  const page = await pageOf(db(), id === undefined ? { personId: actor.id } : { id });
  if (!page) return id === undefined ? ok(null) : refuse({ code: 'not_found' });
  return (await mayManage(db(), actor, page, ['resource', page.id])) ? ok(page) : refuse({ code: 'not_allowed' });
}
