import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

/** What admins write into the catalogue, as its forms hold it. */

export type LocationFields = {
  name: string;
  address: string;
  timeZone: string;
  access: Access;
  description: string;
  directions: string;
  terms: string;
  /** Guests may not book; categories and spaces may say otherwise. */
  signInRequired: boolean;
  /** Guests follow a link within so many minutes; null: not asked for. */
  verifyMinutes: number | null;
  /** A chosen time is kept so long while its form is filled in; null: not at all. */
  holdMinutes: number | null;
};

export type CategoryFields = {
  name: string;
  picture: string;
  access: Access;
  description: string;
  terms: string;
  nicknames: boolean;
};

const LOCATION = {
  ...{ id: true, name: true, address: true, timeZone: true, access: true, description: true, directions: true },
  ...{ terms: true, signInRequired: true, verifyMinutes: true, holdMinutes: true, active: true },
} as const;

const CATEGORY = {
  ...{ id: true, locationId: true, kind: true, name: true, picture: true, access: true, description: true },
  ...{ terms: true, nicknames: true, active: true },
} as const;

export const locationRow = (tx: Tx, id: number) => tx.location.findUnique({ where: { id }, select: LOCATION });

export const categoryRow = (tx: Tx, id: number) =>
  tx.category.findUnique({
    where: { id },
    select: { ...CATEGORY, location: { select: { name: true, active: true, directions: true } } },
  });

export const zonesOf = (tx: Tx, locationId: number) =>
  tx.zone.findMany({ where: { locationId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] });

export const featureRows = (tx: Tx) =>
  tx.feature.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, icon: true, _count: { select: { resources: true } } },
  });

/** Everything above the spaces, in the library's order, with how many each category has; people are arranged elsewhere. */
export const catalogueRows = (tx: Tx) =>
  tx.location.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      ...LOCATION,
      zones: { orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true, name: true } },
      categories: {
        where: { kind: 'space' },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { ...CATEGORY, _count: { select: { resources: true } } },
      },
    },
  });
