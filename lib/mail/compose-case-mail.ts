import { caseAnswerLink } from '@/lib/case-answer-link';
import type { CaseForMail } from '@/lib/db/case-mail';
import type { CaseMail } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import { formatDateTime } from '@/lib/messages/format';
import { translator } from '@/lib/messages/translator';
import { letter, type OtherWays } from './letter';
import { mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/** The words of one message about a case, in its reader's language: times and states, nobody's words. */
export function composeCaseMail(template: CaseMail['template'], facts: CaseForMail): Message {
  const { resource, ours, theirs, bookings, publicId, to, libraryName: library } = facts;
  const t = mailWords(to.locale);
  const at = (interval: CaseForMail['ours']) => mailTimes(to.locale, { ...interval, timeZone: resource.timeZone });
  const [what, when] = [resource.name, at(ours)];
  const rows: [string, string][] = [
    [t('what'), what],
    [t('case.ours'), when],
    [t('case.theirs'), theirs ? at(theirs) : t('case.nothing')],
    ...(bookings > 1 ? [[t('case.bookings'), String(bookings)] satisfies [string, string]] : []),
    ...(publicId && bookings === 1 ? [[t('reference'), publicId] satisfies [string, string]] : []),
  ];
  const link = `${env().PUBLIC_URL}${to.role === 'admin' ? '/admin/conflicts' : '/desk/conflicts'}#case-${facts.id}`;
  const more = answersOf(facts);
  const words = { lead: leadOf(template, facts, t), rows, link, linkWords: t('case.open'), more, library };
  const key = template === 'case_opened' ? subjectOf(facts) : template;
  return { to, subject: t(`case.subject.${key}`, { what, when }), ...letter(words, to.locale) };
}

/** Each leads to a page with one button: programs follow links in mails too. */
function answersOf({ id, answers, resource, to }: CaseForMail): OtherWays[] {
  if (answers.length === 0) return [];
  const t = translator(to.locale === 'es' ? 'es' : 'en', 'caseAnswers');
  const links = answers.map(({ choice, seen, until }) => ({
    href: caseAnswerLink({ caseId: id, personId: to.id, choice, seen, until }),
    words: t(`choice.${resource.kind}.${choice}`),
  }));
  return [{ title: t('mail'), links }];
}

/** Needs a decision, or says what the library's own answer was. */
const subjectOf = ({ resolution }: CaseForMail) => (resolution === null ? 'case_opened' : 'case_answered');

function leadOf(template: CaseMail['template'], facts: CaseForMail, t: ReturnType<typeof mailWords>): string {
  const { kind, policy, resource, bookings: count, to, settleBy } = facts;
  const until = settleBy ? formatDateTime(settleBy, { locale: to.locale, timeZone: resource.timeZone }) : '';
  if (template === 'case_refused') return t('case.lead.case_refused');
  if (template === 'case_passed_on') return t(`case.lead.case_passed_on.${kind === 'to_confirm' ? kind : 'other'}`);
  switch (kind) {
    case 'foreign_over_booking':
      if (policy === 'outlook_wins') return t('case.lead.foreign_over_booking.outlook_wins', { count });
      if (policy === 'decline_meeting') return t('case.lead.foreign_over_booking.decline_meeting');
      return t('case.lead.foreign_over_booking.stands', { count });
    case 'mirror_deleted':
      if (policy === 'put_back') return t('case.lead.mirror_deleted.put_back');
      return settleBy ? t('case.lead.mirror_deleted.asked', { until }) : t('case.lead.mirror_deleted.ask');
    case 'to_confirm':
      return t('case.lead.to_confirm');
    default:
      return t(`case.lead.${kind}.${policy === 'put_back' ? 'put_back' : 'ask'}`);
  }
}
