import type { Thing, ThingKind } from '@/lib/db/audit-things';

/** Of acts on somebody's account; the others on a person are about their page of appointments. */
const OF_ACCOUNTS = new Set([
  ...[
    'person.created',
    'person.saved',
    'person.disabled',
    'person.enabled',
    'person.signed_out',
    'invitation.accepted',
  ],
]);

/** Where a subject's first word is not the kind itself. */
const OTHER_WORDS: Record<string, ThingKind> = {
  ...{ space: 'resource', 'patron-group': 'patron_group' },
  ...{ 'appointment-group': 'appointment_group', group: 'appointment_group' },
};

const KINDS: ReadonlySet<string> = new Set<ThingKind>([
  ...(['resource', 'location', 'category', 'zone', 'feature', 'patron_group', 'appointment_group', 'kind'] as const),
  ...(['link', 'booking', 'series', 'conflict', 'ban', 'api_client', 'webhook', 'calendar_feed'] as const),
  ...(['invitation', 'connection', 'appointment_place', 'availability_rule', 'absence', 'question'] as const),
]);

/** What an entry is about; null: nothing that has a number. */
export function auditSubject(act: string, subject: string): Thing | null {
  const [, word = '', number = ''] = /^([\w-]+):(\d{1,9})$/.exec(subject) ?? [];
  if (word === '') return null;
  const id = Number(number);
  if (word === 'person') return { kind: OF_ACCOUNTS.has(act) ? 'account' : 'resource', id };
  const kind = OTHER_WORDS[word] ?? word;
  return KINDS.has(kind) ? { kind: kind as ThingKind, id } : null;
}
