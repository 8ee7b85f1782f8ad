import { type Actor, within } from '@/lib/auth/can';
import type { Kept } from '@/lib/db/kept';
import { type Team, type TeamKey, teamOf } from './team-of';

/** A team as the desk's form names it: `group:maps`, `subject:Law`, `location:3`. */
export const deskTeamValue = ({ kind, key }: Pick<Team, 'kind' | 'key'>): string => `${kind}:${key}`;

/** Of it, those for whom this member of staff may book; null: no such team, or none where it may be left to the library. */
export async function deskTeam(actor: Actor, whom: string, kept: Kept): Promise<Team | null> {
  const key = keyIn(whom);
  const team = key && (await teamOf(actor, key, kept));
  if (!team?.anyMember) return null;
  const people = within(actor, team.people, ({ locationId }) => locationId);
  return people.length > 0 ? { ...team, people } : null;
}

function keyIn(whom: string): TeamKey | null {
  const [, kind, key = ''] = /^(group|subject|location):(.+)$/.exec(whom) ?? [];
  if (kind === 'location') return /^\d{1,9}$/.test(key) ? { location: Number(key) } : null;
  if (kind === 'group') return { group: key };
  return kind === 'subject' ? { subject: key } : null;
}
