import { resolveZone } from '../../calendar/zones';
import type { Call } from '../../router';
import { findUser, type User } from '../../store/directory';
import { type Calendar, defaultCalendar, type Mailbox, type Role } from '../../store/mailbox';
import { mailboxOf, type World } from '../../world';
import { html } from '../html';
import { page } from '../layout';
import { missingPage } from '../people-route';

/** What a person may see: when somebody is busy, what it is, all of it; or do. */
export type Rights = 'freeBusy' | 'limited' | 'read' | 'write';

/** Whose calendar is looked at, by whom, and what that person may do there. */
export type View = {
  mailbox: Mailbox;
  calendar: Calendar;
  viewer: User;
  isOwner: boolean;
  rights: Rights;
  hidePrivate: boolean;
  zone: string;
  /** An address of this calendar's pages, which keeps in mind who looks and at which calendar. */
  link(path?: string, query?: Record<string, string>): string;
};

const RIGHTS: Partial<Record<Role, Rights>> = {
  none: 'freeBusy',
  freeBusyRead: 'freeBusy',
  limitedRead: 'limited',
  read: 'read',
  custom: 'read',
};

/** The mailbox of the path; `?as=` names who looks, its owner when left out; `?calendar=` names another of its calendars. */
export function openView(call: Call): View | Response {
  const { world, params, url } = call;
  const mailbox = mailboxOf(world, params.mailbox ?? '');
  if (!mailbox) return missingPage(`There is no mailbox ${params.mailbox}.`);
  const as = url.searchParams.get('as');
  const viewer = as ? findUser(world.directory, as) : mailbox.user;
  if (!viewer || viewer.tenantId !== mailbox.user.tenantId) return missingPage(`There is nobody called ${as} here.`);
  const isOwner = viewer.id === mailbox.user.id;
  const role = mailbox.roles.get(viewer.id) ?? 'freeBusyRead';
  const wanted = isOwner ? url.searchParams.get('calendar') : null;
  const calendar = wanted ? mailbox.calendars.get(wanted) : defaultCalendar(mailbox);
  if (!calendar) return missingPage('There is no such calendar in this mailbox.');
  const kept = { ...(isOwner ? {} : { as: viewer.upn }), ...(calendar.isDefault ? {} : { calendar: calendar.id }) };
  return {
    mailbox,
    calendar,
    viewer,
    isOwner,
    rights: isOwner ? 'write' : (RIGHTS[role] ?? 'write'),
    hidePrivate: !isOwner && role !== 'delegateWithPrivateEventAccess',
    zone: zoneOf(mailbox),
    link: (path = '', query = {}) => {
      const asked = new URLSearchParams({ ...query, ...kept }).toString();
      return `/outlook/${mailbox.user.upn}${path}${asked && `?${asked}`}`;
    },
  };
}

/** A view in which this person may change things; otherwise a page that says why not. */
export function openForWriting(call: Call): View | Response {
  const view = openView(call);
  if (view instanceof Response || view.rights === 'write') return view;
  return forbiddenPage(view, 'change anything in');
}

export function forbiddenPage(view: View, what: string): Response {
  return page({
    title: 'Not allowed',
    status: 403,
    at: '/outlook',
    body: html`<h1>Not allowed</h1><p>${view.viewer.displayName} may not ${what} ${view.mailbox.user.displayName}’s calendar. Rights on rooms are set in the <a href="/portal/rooms">portal</a>.</p>
<p><a href="${view.link()}">Back to the calendar</a></p>`,
  });
}

/** Default calendars of others in which this person may see more than when they are busy. */
export function sharedWithViewer(world: World, viewer: User): { mailbox: Mailbox; rights: Rights }[] {
  return [...world.mailboxes.values()].flatMap((mailbox) => {
    const role = mailbox.roles.get(viewer.id) ?? 'none';
    const rights = RIGHTS[role] ?? 'write';
    return mailbox.user.id === viewer.id || rights === 'freeBusy' ? [] : [{ mailbox, rights }];
  });
}

export function zoneOf(mailbox: Mailbox): string {
  return resolveZone(mailbox.timeZone) ?? 'UTC';
}
