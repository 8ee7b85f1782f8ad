import { z } from 'zod';
import { ACCOUNT_TYPES } from '@/lib/clouds';
import { CLOUD_NAMES } from '@/lib/microsoft-clouds';

/** What people paste from the portal; blanks around it are not part of it (entra-oauth §3.1). */
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const pasted = z.string({ error: 'required' }).trim();

export const clientIdField = pasted
  .min(1, 'required')
  .regex(GUID, 'not_guid')
  .transform((id) => id.toLowerCase());

/** Empty: keep what is stored. A GUID is the secret's ID, which stands beside its value and is worth nothing. */
export const secretField = pasted
  .max(500, 'too_long')
  .refine((secret) => !GUID.test(secret), 'secret_is_id')
  .transform((secret) => secret || null)
  .default(null);

export const tenantField = pasted
  .refine((tenant) => tenant === '' || GUID.test(tenant) || DOMAIN.test(tenant), 'not_tenant')
  .transform((tenant) => tenant.toLowerCase() || null)
  .default(null);

export const accountTypeField = z.enum(ACCOUNT_TYPES, { error: 'required' });

/** Left out: the world's. */
export const cloudField = z.enum(CLOUD_NAMES, { error: 'required' }).default('global');

/** yyyy-mm-dd or empty, as a date at midnight UTC. */
export const dateField = pasted
  .refine((text) => text === '' || isDate(text), 'not_date')
  .transform((text) => (text === '' ? null : new Date(`${text}T00:00:00Z`)))
  .default(null);

/**
 * Whether this is a day that is over, by UTC as all counting to a secret's end is: an end that has passed is no end of
 * what is pasted today.
 */
export const isOver = (date: Date | null, now: Date): boolean =>
  date !== null && date.toISOString().slice(0, 10) < now.toISOString().slice(0, 10);

/** A ticked box sends its value, an empty one nothing. */
export const tickField = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '' && value !== 'false');

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
