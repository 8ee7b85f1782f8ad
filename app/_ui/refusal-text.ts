import type { getTranslations } from 'next-intl/server';
import { formatDate, formatDateTime, formatDuration, formatList, formatTime, type Place } from '@/lib/messages/format';
import { problemText } from '@/lib/messages/problem-text';
import { problemOfName } from '@/lib/microsoft-problems';
import type { Refusal } from '@/lib/refusal';
import { limitText } from './limit-text';

/** The words of the namespace `refusal`, as `getTranslations('refusal')` gives them. */
type Words = Awaited<ReturnType<typeof getTranslations<'refusal'>>>;

/**
 * What a refusal says to the person who met it. Times are in the library's zone, which `place` names. A new code does
 * not compile until it has words here.
 */
export function refusalText(refusal: Refusal, t: Words, place: Place): string {
  const duration = (minutes: number) => ({ duration: formatDuration(minutes, place.locale) });
  switch (refusal.code) {
    case 'invalid':
    case 'not_signed_in':
    case 'not_allowed':
    case 'not_found':
    case 'resource_inactive':
    case 'in_the_past':
    case 'outside_hours':
    case 'slot_taken':
    case 'calendar_unknown':
    case 'hold_over':
    case 'one_location':
    case 'meeting_in_the_way':
    case 'not_mediated':
    case 'check_in_off':
    case 'check_in_unknown':
    case 'not_confirmed_yet':
    case 'not_checked_in':
    case 'off_period':
    case 'not_offered':
    case 'book_a_seat':
    case 'sign_in_required':
    case 'staff_only':
    case 'group_in_use':
    case 'last_admin':
    case 'no_way_in':
    case 'invitation_over':
    case 'import_changed':
    case 'case_closed':
    case 'asks_questions':
    case 'not_offered_now':
    case 'choice_not_open':
    case 'booking_closed':
    case 'not_settled_yet':
    case 'changed_meanwhile':
    case 'several_times':
    case 'nothing_changed':
    case 'ban_over':
    case 'link_lapsed':
    case 'integration_missing':
    case 'integration_inactive':
    case 'callback_invalid':
    case 'callback_expired':
    case 'no_mailbox':
    case 'already_linked':
    case 'seats_not_linked':
    case 'rooms_not_listed':
    case 'mode_not_possible':
    case 'approval_needed':
    case 'secret_needed':
    case 'no_second_credential':
    case 'writing_not_granted':
    case 'calendar_gone':
    case 'account_signed_out':
    case 'microsoft_unreachable':
      return t(refusal.code);
    case 'of_space':
      return t('of_space', { name: refusal.name, problem: refusalText(refusal.problem, t, place) });
    case 'too_many_attempts':
      return t('too_many_attempts', { minutes: refusal.retryAfterMinutes });
    case 'bookings_affected':
      return t('bookings_affected', { count: refusal.count });
    case 'too_soon':
      return t('too_soon', { time: formatDateTime(refusal.earliest, place) });
    case 'too_far_ahead':
      return refusal.latest === null
        ? t('too_far_ahead.closed', { time: formatDateTime(refusal.opensAt, place) })
        : t('too_far_ahead.open', {
            time: formatDateTime(refusal.opensAt, place),
            date: formatDate(refusal.latest, place),
          });
    case 'off_step':
      return t('off_step', duration(refusal.stepMinutes));
    case 'too_short':
      return t('too_short', duration(refusal.minMinutes));
    case 'too_long':
      return t('too_long', duration(refusal.maxMinutes));
    case 'limit_reached':
      return limitText(refusal, t, place);
    case 'gap_needed':
      return t('gap_needed', { ...duration(refusal.gapMinutes), time: formatDateTime(refusal.earliest, place) });
    case 'not_in_group':
      return t('not_in_group', { groups: formatList(refusal.groups, place.locale) });
    case 'not_in_domains':
      return t('not_in_domains', { domains: formatList(refusal.domains, place.locale) });
    case 'banned':
      return refusal.until === null
        ? t('banned.lifted', { reason: asSentence(refusal.reason) })
        : t('banned.until', { time: formatDateTime(refusal.until, place), reason: asSentence(refusal.reason) });
    case 'too_late_to_cancel':
    case 'too_late_to_change':
      return t(refusal.code, { time: formatDateTime(refusal.latest, place) });
    case 'request_decided':
      return t('request_decided', { decision: refusal.decision, by: refusal.by ?? 'nobody' });
    case 'not_begun':
      return t('not_begun', { time: formatDateTime(refusal.start, place) });
    case 'outside_window':
      return t(`outside_window.${refusal.what}.${refusal.when}`, {
        from: formatDateTime(refusal.from, { ...place, timeZone: refusal.timeZone }),
        until: formatTime(refusal.until, { ...place, timeZone: refusal.timeZone }),
      });
    case 'step_not_allowed':
      return t('step_not_allowed', { from: refusal.from, to: refusal.to });
    case 'credentials_rejected':
      return ofMicrosoft(refusal, t(`credentials_rejected.${refusal.cause}`), t);
    case 'consent_declined':
      return t(refusal.mayNeedAdmin ? 'consent_needs_admin' : 'consent_declined');
    case 'sign_in_blocked':
      return ofMicrosoft(refusal, t(`sign_in_blocked.${refusal.obstacle}`), t);
    case 'consent_failed':
      return ofMicrosoft(refusal, t('consent_failed'), t);
    case 'other_account':
      return t('other_account', { expected: refusal.expected, given: refusal.given });
    case 'calendar_not_editable':
    case 'room_not_in_scope':
    case 'no_such_room':
      return t(refusal.code, { mailbox: refusal.mailbox });
    case 'mailbox_not_sendable':
      return withCode(t(refusal.code, { mailbox: refusal.mailbox }), refusal.microsoftCode, t);
    case 'issuer_rejected':
      return t(`issuer_rejected.${refusal.cause}`, { given: refusal.given ?? '' });
    case 'calendar_taken':
      return t('calendar_taken', { by: refusal.by });
    default:
      return refusal satisfies never;
  }
}

/** The words beside each field of a form, by the field's name; empty unless the refusal is about fields. */
export function fieldTexts(refusal: Refusal, t: Words): Record<string, string> {
  if (refusal.code !== 'invalid') return {};
  return Object.fromEntries(Object.entries(refusal.fields).map(([name, problem]) => [name, t(`field.${problem}`)]));
}

/** What Microsoft named by number is told by its cause, its remedy and whose turn it is; else by what we made of it. */
function ofMicrosoft({ microsoftCode }: { microsoftCode: string | null }, otherwise: string, t: Words): string {
  const problem = problemOfName(microsoftCode);
  return withCode(problem ? problemText(problem, t) : otherwise, microsoftCode, t);
}

/** A reason as somebody typed it, so that the next sentence may follow. */
const asSentence = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** Microsoft's own code (AADSTS…) helps whoever looks it up or asks for support. */
const withCode = (text: string, code: string | null, t: Words) =>
  code ? `${text} ${t('microsoftCode', { code })}` : text;
