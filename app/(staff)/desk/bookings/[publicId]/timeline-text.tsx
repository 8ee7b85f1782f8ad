import { useLocale, useTranslations } from 'next-intl';
import type { TimelineView } from '@/lib/usecases/view-timeline';
import { BOOKING_MAILS, known, OUTCOMES, STAFF_ACTS } from './timeline-words';

type Line = TimelineView['lines'][number];
type Of<What extends Line['what']> = Extract<Line, { what: What }>;

/** One line of the history as a sentence, and below it what support would ask for. */
export function TimelineText({ line }: { line: Line }) {
  const t = useTranslations('health.timeline');
  switch (line.what) {
    case 'made':
      return t(`made.${line.cause}`);
    case 'settled':
      return t(line.stands ? 'settled.stands' : 'settled.waits');
    case 'checked_in':
    case 'checked_out':
    case 'no_show':
      return t(line.what);
    case 'ended': {
      const by = t(`by.${line.cause}`);
      const how = known(['cancelled', 'denied', 'expired', 'released'], line.status) ?? 'cancelled';
      return t(`ended.${how}`, { by });
    }
    case 'request':
      return <RequestText line={line} />;
    case 'answer': {
      const kind = known(OUTCOMES.happened, line.kind);
      const answer = known(OUTCOMES.answered, line.answer);
      return t('answer', {
        what: kind ? t(`happened.${kind}`) : t('happened.other', { kind: line.kind }),
        where: line.calendar ? t('inCalendar', { calendar: line.calendar }) : '',
        answer: answer ? t(`answered.${answer}`) : t('answered.other', { answer: line.answer }),
      });
    }
    case 'mail':
      return <MailText line={line} />;
    case 'case_opened':
    case 'case_closed':
      return <CaseText line={line} />;
    case 'act': {
      const act = known(STAFF_ACTS, line.act.replace('.', '_'));
      const what = act ? t(`act.${act}`) : t('act.other', { act: line.act });
      return line.by ? t('actBy', { what, name: line.by }) : t('actAlone', { what });
    }
  }
}

function RequestText({ line }: { line: Of<'request'> }) {
  const [t, locale] = [useTranslations('health.timeline'), useLocale()];
  const op = known(OUTCOMES.op, line.op.replace('.', '_'));
  const outcome = known(OUTCOMES.outcome, line.outcome);
  const facts = [
    line.http === null ? t('noAnswer') : t('status', { http: String(line.http) }),
    ...(line.ms === null ? [] : [t('took', { ms: line.ms })]),
    ...(line.requestId ? [t('requestId', { id: line.requestId })] : []),
  ];
  return (
    <>
      {t('request', {
        what: op ? t(`op.${op}`) : t('op.other', { op: line.op }),
        where: line.calendar ? t('inCalendar', { calendar: line.calendar }) : '',
        outcome: outcome ? t(`outcome.${outcome}`) : t('outcome.other', { outcome: line.outcome }),
      })}
      <span lang={locale} className="block text-sm break-all text-ink-soft">
        {facts.join(' · ')}
      </span>
    </>
  );
}

function MailText({ line: { template, outcome } }: { line: Of<'mail'> }) {
  const [t, mails] = [useTranslations('health.timeline'), useTranslations('mails')];
  const ofPatron = known(BOOKING_MAILS, template);
  const ofStaff = known(OUTCOMES.mails, template);
  const what = ofPatron ? mails(`name.${ofPatron}`) : ofStaff ? t(`mails.${ofStaff}`) : t('mails.other', { template });
  if (outcome === 'ok') return t('mailed.ok', { what });
  const reason = known(OUTCOMES.reasons, outcome) ?? 'other';
  return t('mailed.failed', { what, reason: mails(`problems.reason.${reason}`) });
}

function CaseText({ line }: { line: Of<'case_opened'> | Of<'case_closed'> }) {
  const t = useTranslations('health.timeline');
  const about = { what: t(`happened.${line.kind}`), where: t('inCalendar', { calendar: line.calendar }) };
  if (line.what === 'case_opened') return t('opened', about);
  const resolution = known(OUTCOMES.resolution, line.resolution ?? '');
  const how = resolution ? t(`resolution.${resolution}`) : t('resolution.other', { resolution: line.resolution ?? '' });
  return t('closed', { ...about, how: line.by ? `${how} ${t('decidedBy', { name: line.by })}` : how });
}
