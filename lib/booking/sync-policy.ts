import { z } from 'zod';

/**
 * What the library answers when Outlook disagrees, per resource (`resource.sync_policy`; sync-design §7). The first
 * choice of each is the default, and what a row does not say, or says wrongly, counts as the default.
 */
const choices = {
  space: {
    /** A foreign event over a promised booking. */
    foreign: ['stands', 'outlook_wins', 'decline_meeting'],
    /** Our event was moved or shortened. */
    moved: ['put_back', 'accept'],
    deleted: ['put_back', 'cancel'],
    /** Booking and event were changed at once. */
    bothEdited: ['app_wins', 'remote_wins', 'ask'],
    /** Outlook cannot be asked, and what was read last is too old (§9). */
    stale: ['to_confirm', 'closed'],
  },
  person: {
    foreign: ['stands', 'outlook_wins'],
    moved: ['accept', 'ask', 'put_back'],
    deleted: ['ask', 'cancel'],
    bothEdited: ['app_wins', 'remote_wins', 'ask'],
    stale: ['to_confirm', 'closed'],
  },
} as const;

/** Those that a form offers, in its order. */
export const policyChoices = choices;

const spacePolicy = z.object({
  kind: z.literal('space'),
  foreign: z.enum(choices.space.foreign).catch('stands'),
  moved: z.enum(choices.space.moved).catch('put_back'),
  deleted: z.enum(choices.space.deleted).catch('put_back'),
  bothEdited: z.enum(choices.space.bothEdited).catch('app_wins'),
  stale: z.enum(choices.space.stale).catch('to_confirm'),
});

const personPolicy = z.object({
  kind: z.literal('person'),
  foreign: z.enum(choices.person.foreign).catch('stands'),
  moved: z.enum(choices.person.moved).catch('accept'),
  deleted: z.enum(choices.person.deleted).catch('ask'),
  bothEdited: z.enum(choices.person.bothEdited).catch('app_wins'),
  stale: z.enum(choices.person.stale).catch('to_confirm'),
});

export type SpacePolicy = z.output<typeof spacePolicy>;
export type PersonPolicy = z.output<typeof personPolicy>;
export type SyncPolicy = SpacePolicy | PersonPolicy;

/** Every answer, whatever the column holds. */
export function syncPolicy(kind: 'space' | 'person', stored: unknown): SyncPolicy {
  const given = typeof stored === 'object' && stored !== null ? stored : {};
  return kind === 'space' ? spacePolicy.parse({ ...given, kind }) : personPolicy.parse({ ...given, kind });
}

/** As a form sends it: every answer given, none unknown. */
export const spacePolicyInput = z.object({
  foreign: z.enum(choices.space.foreign),
  moved: z.enum(choices.space.moved),
  deleted: z.enum(choices.space.deleted),
  bothEdited: z.enum(choices.space.bothEdited),
  stale: z.enum(choices.space.stale),
});

export const personPolicyInput = z.object({
  foreign: z.enum(choices.person.foreign),
  moved: z.enum(choices.person.moved),
  deleted: z.enum(choices.person.deleted),
  bothEdited: z.enum(choices.person.bothEdited),
  stale: z.enum(choices.person.stale),
});
