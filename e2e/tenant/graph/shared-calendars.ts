import { findUser } from '../store/directory';
import { type Calendar, defaultCalendar, type Mailbox, type SharedCalendar } from '../store/mailbox';
import type { World } from '../world';
import type { GraphCall } from './graph-call';
import { itemNotFound } from './problem';

/** Other people's calendars in the list of one who accepted them. */
export type SharedTarget = { share: SharedCalendar; owner: Mailbox; calendar: Calendar };

/**
 * The shared calendar that a request under the sharee's own path is about. Its events have ids of their own there; the
 * one in the path is turned into the owner's, and the owner's own id is not known there.
 */
export function sharedTarget(g: GraphCall): SharedTarget | undefined {
  const mailbox = ownMailbox(g);
  if (!mailbox?.shared) return undefined;
  const { calendarId, eventId } = g.params;
  const share = mailbox.shared.find((one) => {
    return one.way === 'new' && (calendarId ? one.id === calendarId : eventId?.includes(one.idPart));
  });
  const owner = share && g.world.mailboxes.get(share.ownerId);
  const calendar = share && owner?.calendars.get(share.calendarId);
  if (!share) return undefined;
  if (!owner || !calendar) throw itemNotFound();
  if (eventId !== undefined) {
    if (eventId.includes(owner.idPart)) throw itemNotFound();
    g.params.eventId = eventId.replace(share.idPart, owner.idPart);
  }
  return { share, owner, calendar };
}

/** The accepted calendars whose owner still lets this person read. */
export function sharedWith(world: World, mailbox: Mailbox): SharedTarget[] {
  return (mailbox.shared ?? []).flatMap((share) => {
    const owner = world.mailboxes.get(share.ownerId);
    const calendar = owner?.calendars.get(share.calendarId);
    const role = owner?.roles.get(mailbox.user.id) ?? 'none';
    const isListed = share.way === 'new' && role !== 'none' && role !== 'freeBusyRead';
    return isListed && owner && calendar ? [{ share, owner, calendar }] : [];
  });
}

/** Shared before the new way of sharing: Graph stumbles over such a calendar's id. */
export function isSharedTheOldWay(g: GraphCall, owner: Mailbox): boolean {
  const own = g.me && g.world.mailboxes.get(g.me.id);
  return own?.shared?.some((share) => share.way === 'old' && share.ownerId === owner.user.id) ?? false;
}

/** A person accepts an invitation to another's default calendar. */
export function acceptShare(world: World, sharee: Mailbox, owner: Mailbox, way: SharedCalendar['way']): SharedCalendar {
  const calendar = defaultCalendar(owner);
  const idPart = world.ids.token(88);
  const id = `AAMkAC${idPart}AuAAAA${world.ids.token(20)}AAA=`;
  const share: SharedCalendar = { id, ownerId: owner.user.id, calendarId: calendar.id, idPart, way };
  const others = (sharee.shared ?? []).filter((one) => one.ownerId !== owner.user.id);
  sharee.shared = [...others, share];
  return share;
}

function ownMailbox(g: GraphCall): Mailbox | undefined {
  if (!g.me) return undefined;
  const { user } = g.params;
  const isOwn = user === undefined || findUser(g.world.directory, user)?.id === g.me.id;
  return isOwn ? g.world.mailboxes.get(g.me.id) : undefined;
}
