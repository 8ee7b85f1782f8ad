import { z } from 'zod';
import { subjectKey } from './subjects';

/** Pages of our own below /appointments, which nobody may be called. */
const OURS = new Set([
  ...['new', 'any', 'at', 'by', 'find', 'day', 'all', 'group', 'groups', 'subject', 'subjects', 'location'],
  ...[
    'locations',
    'team',
    'teams',
    'person',
    'people',
    'place',
    'places',
    'embed',
    'search',
    'settings',
    'kinds',
    'admin',
  ],
]);

/** The last part of an address at /appointments. */
export const slugField = z
  .string({ error: 'required' })
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(60, 'not_address')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not_address')
  .refine((slug) => slug.length >= 2, 'not_address')
  .refine((slug) => !OURS.has(slug), 'address_taken');

const MOST_SUBJECTS = 20;

/** What one helps with: with commas or lines between, each once, whatever the case of its letters. */
export const subjectsField = z
  .string()
  .max(2000, 'too_long')
  .default('')
  .transform((text) => {
    const typed = text.split(/[,\r\n]+/).map((one) => one.trim());
    return typed.filter(
      (one, place) => one && typed.findIndex((other) => subjectKey(other) === subjectKey(one)) === place,
    );
  })
  .refine((subjects) => subjects.length <= MOST_SUBJECTS, 'too_many')
  .refine((subjects) => subjects.every((one) => one.length <= 60), 'too_long');
