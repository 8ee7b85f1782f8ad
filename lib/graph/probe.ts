import { z } from 'zod';
import { mailboxPath } from './calendar-path';
import { type GraphAddress, graphRequest } from './client';
import { GraphFailure } from './failure';

/**
 * Questions asked while a person waits for exactly that answer: connecting a calendar, choosing a room. They take the
 * token just received. Each throws {@link GraphFailure}.
 */
export type { GraphAddress } from './client';

export type Me = { oid: string; userPrincipalName: string; displayName: string; mail: string | null };

const me = z.object({
  id: z.string().min(1),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
});

/** Who the token belongs to. `mail` may be null; a guest has no mailbox (graph-calendar §10). */
export async function readMe(graph: GraphAddress, accessToken: string): Promise<Me> {
  const answer = await graphRequest(sessionOf(graph, accessToken), {
    op: 'me.read',
    mailbox: 'me',
    method: 'GET',
    path: '/me?$select=id,displayName,mail,userPrincipalName',
    shape: me,
  });
  return {
    oid: answer.id,
    userPrincipalName: answer.userPrincipalName,
    displayName: answer.displayName ?? answer.userPrincipalName,
    mail: answer.mail?.toLowerCase() ?? null,
  };
}

export type CalendarChoice = {
  id: string;
  name: string;
  canEdit: boolean;
  isDefault: boolean;
  /** Whether events there may be made with a Teams meeting; left out: Graph did not say. */
  teams?: boolean;
};

const calendar = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  canEdit: z.boolean().nullish(),
  isDefaultCalendar: z.boolean().nullish(),
  allowedOnlineMeetingProviders: z.array(z.string()).nullish(),
});
const calendars = z.object({ value: z.array(calendar), '@odata.nextLink': z.string().optional() });

/** The calendars of the token's own mailbox, the default one first. `mailbox_missing`: there is none. */
export async function listCalendars(graph: GraphAddress, accessToken: string): Promise<CalendarChoice[]> {
  const session = sessionOf(graph, accessToken);
  const answer = await graphRequest(session, {
    op: 'calendar.list',
    mailbox: 'me',
    method: 'GET',
    path: '/me/calendars?$top=100',
    shape: calendars,
  });
  const found = answer.value.map(choiceOf);
  return found.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

export type MailboxProbe = {
  /** The directory object's id, or the address in lower case where this account may not read the directory. */
  mailboxOid: string;
  address: string;
  calendarId: string;
  calendarName: string;
  /** Whether the account may write there; judged by Graph's own `canEdit`. */
  canEdit: boolean;
};

/**
 * The default calendar of another mailbox, e.g. a room's, seen with this account's rights. `not_found` or
 * `access_denied`: it is not shared with the account; `mailbox_missing`: no such mailbox (graph-calendar §5.4).
 */
export async function probeMailbox(graph: GraphAddress, accessToken: string, address: string): Promise<MailboxProbe> {
  const session = sessionOf(graph, accessToken);
  const user = encodeURIComponent(address);
  const found = await graphRequest(session, {
    op: 'calendar.read',
    mailbox: address,
    method: 'GET',
    path: `/users/${user}/calendar`,
    shape: calendar,
  });
  const { id, name, canEdit } = choiceOf({ ...found, isDefaultCalendar: true });
  const mailboxOid = await directoryId(graph, accessToken, address);
  return { mailboxOid, address: address.toLowerCase(), calendarId: id, calendarName: name, canEdit };
}

/** No event has it; of the form that ids have, so that only the right to change events is judged. */
const NO_EVENT = 'AAMkAGNhcnJlbC1wcm9iZS1uby1zdWNoLWV2ZW50';

/**
 * Whether events may be changed in a mailbox, without touching any: asked to change one that does not exist, Graph refuses
 * the right (403) or finds nothing. An answer that says neither counts as yes, since the first write will say.
 */
export async function mayWrite(graph: GraphAddress, accessToken: string, mailbox: string): Promise<boolean> {
  try {
    await graphRequest(sessionOf(graph, accessToken), {
      op: 'event.patch',
      mailbox,
      method: 'PATCH',
      path: `${mailboxPath(mailbox)}/events/${NO_EVENT}`,
      body: { showAs: 'busy' },
      shape: z.unknown(),
    });
    return true;
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    if (error.kind === 'access_denied') return false;
    if (['not_found', 'mailbox_missing', 'rejected'].includes(error.kind)) return true;
    throw error;
  }
}

/** Reading other people's directory entries needs a permission of its own; the address serves as well. */
async function directoryId(graph: GraphAddress, accessToken: string, address: string): Promise<string> {
  try {
    const { id } = await graphRequest(sessionOf(graph, accessToken), {
      op: 'user.read',
      mailbox: 'directory',
      method: 'GET',
      path: `/users/${encodeURIComponent(address)}?$select=id`,
      shape: z.object({ id: z.string().min(1) }),
    });
    return id;
  } catch (error) {
    if (error instanceof GraphFailure && ['access_denied', 'not_found', 'mailbox_missing'].includes(error.kind))
      return address.toLowerCase();
    throw error;
  }
}

const choiceOf = (raw: z.output<typeof calendar>): CalendarChoice => ({
  id: raw.id,
  name: raw.name ?? '',
  canEdit: raw.canEdit ?? false,
  isDefault: raw.isDefaultCalendar ?? false,
  ...(raw.allowedOnlineMeetingProviders && {
    teams: raw.allowedOnlineMeetingProviders.includes('teamsForBusiness'),
  }),
});

/** A session of one token, which nobody refreshes. */
const sessionOf = (graph: GraphAddress, accessToken: string) => ({ ...graph, accessToken: async () => accessToken });
