import type { Refusal } from '@/lib/refusal';
import type { Admission, By } from './types';

/**
 * May this person book here at all? The first reason against it, or null.
 *
 * Own readings (libcal-domain §1.3, §2): a ban stops every booking made while it lasts, for later times too; the nearest
 * level that names groups decides; whoever is not signed in belongs to none. An address counts for its own domain, not for
 * those below; as long as nobody has given one, it stands against nothing. Staff who book for somebody know who that is,
 * so they are told of bans, groups and domains, not of signing in.
 */
export function decideAdmission(admission: Admission, now: Date, by: By): Refusal | null {
  const { staffOnly, isStaff, signInRequired, signedIn, groups, memberOf, emailDomains, email, bans } = admission;
  const ban = bans.find(({ from, until }) => from <= now && (until === null || now < until));
  if (ban) return { code: 'banned', until: ban.until, reason: ban.reason };
  if (by === 'patron' && staffOnly && !isStaff) return { code: 'staff_only' };
  if (by === 'patron' && !signedIn && (signInRequired || groups)) return { code: 'sign_in_required' };
  if (groups && !groups.some(({ id }) => memberOf.includes(id)))
    return { code: 'not_in_group', groups: groups.map(({ name }) => name) };
  if (emailDomains.length > 0 && email !== null && !emailDomains.includes(email.slice(email.lastIndexOf('@') + 1)))
    return { code: 'not_in_domains', domains: emailDomains };
  return null;
}
