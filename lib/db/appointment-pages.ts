import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

/** What a person says about their appointments, as the form of their settings holds it. */
export type PageFields = {
  /** Public: the full name, or what they go by. */
  name: string;
  slug: string;
  description: string;
  directions: string;
  subjects: string[];
};

export type SettingsFields = {
  /** Minutes before the start; null: as the location has it. */
  remindBefore: number | null;
  /** Minutes after the end; null: none. */
  followUpAfter: number | null;
  followUpWords: string;
  emailDomains: string[];
};

/** A person's page as it is edited, active or not. */
export type PageRecord = PageFields & {
  id: number;
  personId: number | null;
  /** Of the account behind it. */
  fullName: string;
  email: string;
  active: boolean;
  category: { id: number; name: string };
  location: { id: number; name: string; remindBefore: number | null; directions: string };
  settings: SettingsFields;
};

const NOTHING_SAID: SettingsFields = { remindBefore: null, followUpAfter: null, followUpWords: '', emailDomains: [] };

const SELECT = {
  ...{ id: true, personId: true, name: true, slug: true, description: true, directions: true, subjects: true },
  active: true,
  person: { select: { name: true, email: true } },
  category: {
    select: {
      ...{ id: true, name: true },
      location: { select: { id: true, name: true, remindBefore: true, directions: true } },
    },
  },
  appointmentSettings: {
    select: { remindBefore: true, followUpAfter: true, followUpWords: true, emailDomains: true },
  },
} as const;

/** By its number, or of an account; null: there is none. */
export async function pageOf(tx: Tx, of: { id: number } | { personId: number }): Promise<PageRecord | null> {
  const row = await tx.resource.findFirst({ where: { ...of, kind: 'person' }, select: SELECT });
  if (!row) return null;
  const { person, category, appointmentSettings, slug, ...page } = row;
  const { location, ...within } = category;
  return {
    ...{ ...page, slug: slug ?? '', fullName: person?.name ?? row.name, email: person?.email ?? '' },
    ...{ category: within, location, settings: appointmentSettings ?? NOTHING_SAID },
  };
}

export async function writeSettings(tx: Tx, resourceId: number, settings: SettingsFields): Promise<void> {
  await tx.appointmentSettings.upsert({
    where: { resourceId },
    create: { resourceId, ...settings },
    update: settings,
  });
}

/** Staff whose accounts may be used and who have no page yet. */
export const staffWithoutPage = (tx: Tx) =>
  tx.person.findMany({
    where: { role: { in: ['admin', 'manager', 'staff'] }, disabledAt: null, resource: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, email: true },
  });

export type PeopleCategory = {
  id: number;
  name: string;
  active: boolean;
  access: Access;
  kinds: { id: number; name: string; minutes: number; active: boolean }[];
  people: { id: number; name: string; slug: string | null; subjects: string[]; active: boolean }[];
};

const IN_ORDER: { position: 'asc' }[] = [{ position: 'asc' }];
const BY_ID: { id: 'asc' } = { id: 'asc' };

/** Every location with its categories of people, what these offer and who is in them, in the library's order. */
export async function peopleByLocation(
  tx: Tx,
): Promise<{ id: number; name: string; active: boolean; categories: PeopleCategory[] }[]> {
  const rows = await tx.location.findMany({
    orderBy: [...IN_ORDER, BY_ID],
    select: {
      ...{ id: true, name: true, active: true },
      categories: {
        where: { kind: 'person' },
        orderBy: [...IN_ORDER, BY_ID],
        select: {
          ...{ id: true, name: true, active: true, access: true },
          kinds: { orderBy: [...IN_ORDER, BY_ID], select: { id: true, name: true, minutes: true, active: true } },
          resources: {
            orderBy: [...IN_ORDER, { name: 'asc' }, BY_ID],
            select: { id: true, name: true, slug: true, subjects: true, active: true },
          },
        },
      },
    },
  });
  return rows.map(({ categories, ...location }) => ({
    ...location,
    categories: categories.map(({ resources, ...category }) => ({ ...category, people: resources })),
  }));
}
