import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { worstOf } from '@/lib/booking/calendar-state';
import { type SyncPolicy, syncPolicy } from '@/lib/booking/sync-policy';
import type { CalendarState } from '@/lib/booking/types';
import { outlookRedirectUri } from '@/lib/clouds';
import { type CalendarWish, calendarWishOf } from '@/lib/db/calendar-wishes';
import { db } from '@/lib/db/client';
import { type Connection, isBlockedByPolicy, ownConnection, type StoredCalendar } from '@/lib/db/connections';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { healthOfLinks, type LinkHealth } from '@/lib/db/link-health';
import { type Link, openLinksOfConnection } from '@/lib/db/link-rows';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { adminConsentUrl, missingScopes, scopesFor } from '@/lib/graph/oauth';
import { type MicrosoftProblem, problemOfReason } from '@/lib/microsoft-problems';
import { ok, type Result, refuse } from '@/lib/result';
import { type ShowAsPolicy, showAsPolicy } from '@/lib/show-as';
import { type CallbackAnswer, openAnswer } from './callback-answer';
import { linkAgreement } from './link-agreement';
import { type LinkTrouble, linkTrouble } from './link-trouble';
import { mainLink } from './main-link';

export type MyCalendarView = {
  integration: 'missing' | 'inactive' | 'active';
  /** What the library says about connecting, in its own words; may be empty. */
  description: string;
  /** The appointment page whose slots the calendar closes; null: this person has none yet. */
  page: { name: string; slug: string | null; timeZone: string } | null;
  account: {
    connectionId: number;
    name: string;
    status: Connection['status'];
    /** The organisation's sign-in rules refuse it: signing in again alone will not help. */
    blocked: boolean;
    /** What Microsoft said, where it stopped. */
    problem: MicrosoftProblem | null;
    missing: string[];
    /** Microsoft lets it write too. */
    mayWrite: boolean;
    calendars: StoredCalendar[];
  } | null;
  link: {
    calendarId: string;
    calendarName: string;
    writes: boolean;
    reads: boolean;
    /** Whether its events are made with Teams meetings, as Microsoft said when the calendars were listed. */
    teams: 'possible' | 'impossible' | 'unknown' | 'notWritten';
    /** Of this calendar and of those that are only read: the worst of them. */
    agreement: CalendarState;
    state: Link['state'];
    trouble: LinkTrouble | null;
    lastReadAt: Date | null;
    lastWriteAt: Date | null;
    mirrors: number;
    blocks: number;
  } | null;
  /** Other calendars of the account that close time too; `silent`: it gives no answer, so nothing is promised on it. */
  onlyRead: { calendarId: string; lastReadAt: Date | null; silent: boolean }[];
  /** What ends with the connection, on all its calendars: upcoming appointments there, and times that they close. */
  ending: { events: number; blocks: number };
  /** How this person's time is read, and what is answered when Outlook disagrees; null: no appointment page. */
  choices: { resourceId: number; showAs: ShowAsPolicy; policy: SyncPolicy } | null;
  /**
   * What was chosen before going to Microsoft, until a calendar is chosen. `refusedAt`: since when it may wait for an
   * administrator; `approvedAt`: one has agreed since.
   */
  wish: { writes: boolean; reads: boolean; refusedAt: Date | null; approvedAt: Date | null } | null;
  /**
   * To be sent to the administrators of Microsoft 365 when they have to approve first (entra-oauth §2.6): for what was asked,
   * and for either way in which it can be asked. Null: at Microsoft nobody can approve.
   */
  approval: { asAsked: string; writing: string; reading: string } | null;
  answer: CallbackAnswer | null;
};

/** Asks no Graph: calendars were read when the connection was made. */
export async function viewMyCalendar(
  actor: Actor,
  raw: { answer?: unknown },
  now: Date,
): Promise<Result<MyCalendarView>> {
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const integration = await integrationSettings(db());
  const state = !integration ? 'missing' : integration.state === 'active' ? 'active' : 'inactive';
  const resource = (await resources(db(), { kind: 'person' })).find(({ personId }) => personId === actor.id);
  const connection = await ownConnection(db(), actor.id);
  const links = connection ? await openLinksOfConnection(db(), connection.id) : [];
  const link = mainLink(links);
  const health = await healthOfLinks(
    db(),
    links.map(({ id }) => id),
    now,
  );
  const open = links.filter(({ state }) => state !== 'closing');
  const agreement = worstOf(open.map((one) => linkAgreement(one, health(one.id), integration?.state)));
  const wish = link ? null : await calendarWishOf(db(), actor.id);
  return ok({
    integration: state,
    description: (await readIntegration(db()))?.description ?? '',
    page: resource ? { name: resource.name, slug: resource.slug, timeZone: resource.timeZone } : null,
    account: connection && {
      ...{ connectionId: connection.id, name: connection.principalName, calendars: connection.calendars },
      ...{ status: connection.status, blocked: isBlockedByPolicy(connection) },
      problem: connection.status === 'active' ? null : problemOfReason(connection.statusReason),
      missing: missingScopes(link?.writes ? 'own' : 'own_reading', connection.scopes),
      mayWrite: missingScopes('own', connection.scopes).length === 0,
    },
    link: link ? { ...shown(link, health(link.id)), teams: teamsIn(link, connection), agreement } : null,
    onlyRead: open
      .filter(({ id }) => id !== link?.id)
      .map(({ calendarId, lastPullOkAt, state }) => ({
        ...{ calendarId, lastReadAt: lastPullOkAt },
        silent: state === 'paused' || state === 'degraded',
      })),
    ending: {
      events: open.reduce((sum, { id }) => sum + health(id).mirrors, 0),
      blocks: open.reduce((sum, { id }) => sum + health(id).blocks, 0),
    },
    choices: resource ? choicesOf(resource) : null,
    wish: wish && {
      ...{ writes: wish.writes, reads: wish.reads },
      ...{ refusedAt: wish.refusedAt, approvedAt: wish.approvedAt },
    },
    approval: integration ? approvalOf(integration.settings, wish) : null,
    answer: openAnswer(raw.answer, now),
  });
}

function approvalOf(settings: Parameters<typeof adminConsentUrl>[0], wish: CalendarWish | null) {
  const redirectUri = outlookRedirectUri();
  const urlFor = (access: 'own' | 'own_reading') =>
    adminConsentUrl(settings, {
      ...{ redirectUri, scopes: scopesFor(access) },
      ...(wish && { state: wish.approvalKey }),
    });
  const [writing, reading] = [urlFor('own'), urlFor('own_reading')];
  if (!writing || !reading) return null;
  return { asAsked: wish && !wish.writes ? reading : writing, writing, reading };
}

type LinkView = NonNullable<MyCalendarView['link']>;

function teamsIn({ writes, calendarId }: Link, connection: Connection | null): LinkView['teams'] {
  if (!writes) return 'notWritten';
  const teams = connection?.calendars.find(({ id }) => id === calendarId)?.teams;
  return teams === undefined ? 'unknown' : teams ? 'possible' : 'impossible';
}

function shown(link: Link, health: LinkHealth): Omit<LinkView, 'agreement' | 'teams'> {
  return {
    ...{ calendarId: link.calendarId, calendarName: link.calendarName, writes: link.writes, reads: link.reads },
    ...{ state: link.state, trouble: linkTrouble(link), lastReadAt: link.lastPullOkAt, lastWriteAt: link.lastPushOkAt },
    ...{ mirrors: health.mirrors, blocks: health.blocks },
  };
}

const stored = z.object({ showAs: z.unknown() }).catch({ showAs: null });

function choicesOf({ id: resourceId, syncPolicy: column }: ResourceRecord): NonNullable<MyCalendarView['choices']> {
  return { resourceId, showAs: showAsPolicy(stored.parse(column).showAs), policy: syncPolicy('person', column) };
}
