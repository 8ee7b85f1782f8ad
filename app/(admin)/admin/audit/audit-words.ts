import en from '@/lib/messages/en/audit.json';
import people from '@/lib/messages/en/people.json';

/** What acts are about and what was done to it, as far as there are words for it: every act of `lib/db/audit` has. */
export type AuditThing = keyof typeof en.things;
export type AuditVerb = keyof typeof en.verbs;
export type AuditField = keyof typeof en.fields;
export type AuditSubject = keyof typeof en.subjects;

export const AUDIT_THINGS = Object.keys(en.things) as AuditThing[];

const isOf = <T extends object>(words: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(words, name);

export const isThing = (name: string): name is AuditThing => isOf(en.things, name);
export const isVerb = (name: string): name is AuditVerb => isOf(en.verbs, name);
export const isField = (name: string): name is AuditField => isOf(en.fields, name);
export const isRole = (name: string): name is keyof typeof people.roles => isOf(people.roles, name);

/** What has no number, and is not said by the act itself. */
export const isSubject = (name: string): name is AuditSubject => isOf(en.subjects, name);

/** `minNoticeMinutes` as 'min notice minutes': what has no words of its own is still read. */
export const asWords = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
