import { z } from 'zod';
import { type Actor, can, canSomewhere, within } from '@/lib/auth/can';
import { type GroupRecord, groupRow, groupRows, rulesForGroup } from '@/lib/db/appointment-group-rows';
import { type PeopleCategory, peopleByLocation, staffWithoutPage } from '@/lib/db/appointment-pages';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { idField } from './catalogue-fields';

export type AppointmentAdminView = {
  locations: { id: number; name: string; active: boolean; categories: PeopleCategory[] }[];
  groups: GroupRecord[];
};

/** Everything admins arrange about appointments, on one page. */
export async function viewAppointmentAdmin(actor: Actor): Promise<Result<AppointmentAdminView>> {
  if (!canSomewhere(actor, 'manage_appointments')) return refuse({ code: 'not_allowed' });
  const locations = within(actor, await peopleByLocation(db()), ({ id }) => id);
  return ok({ locations, groups: can(actor, 'manage_appointments') ? await groupRows(db()) : [] });
}

export type NewPageView = {
  /** Staff who have no page yet. */
  accounts: { id: number; name: string; email: string }[];
  categories: { id: number; name: string; location: string }[];
};

/** What is chosen from when somebody is given a page. */
export async function viewNewPage(actor: Actor): Promise<Result<NewPageView>> {
  if (!canSomewhere(actor, 'manage_appointments')) return refuse({ code: 'not_allowed' });
  const places = within(actor, await peopleByLocation(db()), ({ id }) => id);
  return ok({
    accounts: await staffWithoutPage(db()),
    categories: places.flatMap(({ name: location, categories }) =>
      categories.map(({ id, name }) => ({ id, name, location })),
    ),
  });
}

export type GroupView = {
  /** Null: a new one. */
  group: GroupRecord | null;
  /** `onlyHere`: times of their availability that are offered by this group only: by nobody, once they are no member. */
  people: { id: number; name: string; category: string; active: boolean; onlyHere: number }[];
};

/** A group as it is edited; without an id: the form of a new one. */
export async function viewAppointmentGroup(actor: Actor, raw: unknown): Promise<Result<GroupView>> {
  const input = parse(z.object({ id: idField.optional() }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_appointments')) return refuse({ code: 'not_allowed' });
  const { id } = input.value;
  const group = id === undefined ? null : await groupRow(db(), id);
  if (id !== undefined && !group) return refuse({ code: 'not_found' });
  const rules = group ? await rulesForGroup(db(), group.id) : new Map<number, number>();
  const categories = (await peopleByLocation(db())).flatMap((location) => location.categories);
  const people = categories.flatMap(({ name: category, people: members }) =>
    members.map((person) => ({
      id: person.id,
      name: person.name,
      category,
      active: person.active,
      onlyHere: rules.get(person.id) ?? 0,
    })),
  );
  return ok({ group, people });
}
