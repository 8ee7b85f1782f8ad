import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import type { ResourceRecord } from '@/lib/db/resources';
import { activeLocations, appointmentGroups } from '@/lib/db/teams';
import { type LocalDate, localDateOf } from '@/lib/time/zone';
import { deskTeam, deskTeamValue } from './desk-team';
import { lookAtTeam, zoneOf } from './look-at-team';
import { subjectNames } from './subjects';
import { wheresOf } from './team-options';
import { questionsOfChances } from './team-questions';
import type { DeskChoice } from './view-appointment-desk';

/** Several people of whom any may be met, as the desk's form names them. */
export type ListedTeam = { value: string; kind: 'group' | 'subject' | 'location'; name: string };

/** The groups, subjects and locations of these people, where it may be left to the library whom one meets. */
export async function teamsAtDesk(actor: Actor, people: readonly ResourceRecord[], kept: Kept): Promise<ListedTeam[]> {
  const groups = await kept('groups', () => appointmentGroups(db()));
  const locations = await kept('active locations', () => activeLocations(db()));
  const all = [
    ...groups.map(({ slug, name }) => ({ kind: 'group' as const, key: slug, name })),
    ...[...subjectNames(people).values()].sort((a, b) => a.localeCompare(b)).map(asSubject),
    ...locations.map(({ id, name }) => ({ kind: 'location' as const, key: String(id), name })),
  ];
  const listed: ListedTeam[] = [];
  for (const { kind, key, name } of all) {
    const value = deskTeamValue({ kind, key });
    const team = await deskTeam(actor, value, kept);
    if (team && team.people.length > 1) listed.push({ value, kind, name });
  }
  return listed;
}

const asSubject = (name: string) => ({ kind: 'subject' as const, key: name, name });

type Asked = { whom: string; kind?: string; where?: string; from?: LocalDate; days: number };

/** What the form offers of any of a team. Null: there is nobody. */
export async function viewDeskTeam(
  actor: Actor,
  { whom, kind: kindKey, where, from: asked, days }: Asked,
  now: Date,
  kept: Kept,
): Promise<DeskChoice | null> {
  const team = await deskTeam(actor, whom, kept);
  if (!team) return null;
  const timeZone = zoneOf(team);
  const today = localDateOf(now, timeZone);
  const from = asked === undefined || asked < today ? today : asked;
  // As any patron sees it: who the appointment is for is not known yet.
  const look = await lookAtTeam({ kind: 'guest' }, team, { kindKey, from, days }, now, kept);
  if (!look) return null;
  const { kinds, kind, chances } = look;
  const wheres = wheresOf(chances);
  const place = wheres.some(({ key }) => key === where) ? (where ?? '') : '';
  const isThere = (one: { where: string }) => place === '' || one.where === place;
  const questions = await questionsOfChances(chances.filter((one) => isThere({ where: one.where.key })));
  return {
    ...{ whom, name: team.name, isTeam: true, timeZone, today, from },
    kinds: kinds.map(({ key, name, minutes }) => ({ value: key, name, minutes })),
    ...{ kind: kind.key, minutes: kind.minutes },
    places: wheres.map(({ key, location }) => ({ value: key, name: location?.name ?? null })),
    place,
    days: look.days.flatMap(({ date, slots }) => {
      const starts = slots.flatMap(({ start, at }) => (at.some(isThere) ? [start] : []));
      return starts.length > 0 ? [{ date, starts }] : [];
    }),
    questions: questions.map(({ id, label, help, kind: asks, choices, required }) => {
      return { id, label, help, kind: asks, choices, required };
    }),
  };
}
