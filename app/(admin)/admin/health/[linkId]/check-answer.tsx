import { useLocale, useTranslations } from 'next-intl';
import { DataList } from '@/app/_ui/data-list';
import { Notice } from '@/app/_ui/notice';
import type { LinkCheckAnswer } from '@/lib/link-check-answer';
import { formatDateTime } from '@/lib/messages/format';
import type { CheckView } from '@/lib/usecases/view-calendar-health';

type Props = {
  check: CheckView;
  timeZone: string;
  /** A refusal was to be expected: an account is never told of rooms. */
  expected: boolean;
};

/** What came of a question, with Microsoft's own status, code and request id. */
export function CheckAnswer({ check, timeZone, expected }: Props) {
  const [t, locale] = [useTranslations('health.answer'), useLocale()];
  const { answer, askedAt } = check;
  const at = (moment: Date) => formatDateTime(moment, { locale, timeZone });
  const asked = t('asked', { time: at(askedAt) });
  if (!answer) return <Notice kind="attention" title={t('lost')} still />;
  if (answer.what === 'not_asked')
    return (
      <Notice kind="attention" title={t('not_asked.title')} still>
        {t(`not_asked.${answer.why}`)} {asked}
      </Notice>
    );
  if (answer.what === 'compared') return <Compared answer={answer} asked={asked} />;
  const facts = [
    { term: t('http'), detail: answer.http ?? t('noAnswer') },
    ...(answer.what === 'refused' && answer.code ? [{ term: t('code'), detail: answer.code }] : []),
    ...(answer.requestId
      ? [{ term: t('requestId'), detail: <code className="text-sm break-all">{answer.requestId}</code> }]
      : []),
    { term: t('took'), detail: t('ms', { ms: answer.ms }) },
    ...(answer.what === 'subscribed' ? [{ term: t('expires'), detail: at(new Date(answer.expiresAt)) }] : []),
  ];
  return (
    <Notice
      kind={
        answer.what === 'subscribed' ? 'success' : expected && answer.kind === 'access_denied' ? 'info' : 'attention'
      }
      title={t(answer.what === 'subscribed' ? 'subscribed.title' : 'refused.title')}
      still
    >
      <p className="mb-3">
        {answer.what === 'subscribed' ? t('subscribed.text') : t(`refused.${reasonOf(answer.kind)}`)} {asked}
      </p>
      <DataList entries={facts} />
    </Notice>
  );
}

const REASONS = ['throttled', 'unavailable', 'access_denied', 'mailbox_missing', 'token_rejected', 'rejected'] as const;

const reasonOf = (kind: string) => REASONS.find((one) => one === kind) ?? 'other';

function Compared({ answer, asked }: { answer: Extract<LinkCheckAnswer, { what: 'compared' }>; asked: string }) {
  const t = useTranslations('health.answer.compared');
  const numbers = ['closes', 'opens', 'edited', 'adopts', 'cases', 'unreadable'] as const;
  const differs = numbers.some((name) => answer[name] > 0);
  return (
    <Notice
      kind={answer.doubted ? 'attention' : differs ? 'info' : 'success'}
      title={t(answer.doubted ? 'doubted' : differs ? 'differs' : 'same', { count: answer.events })}
      still
    >
      {answer.doubted && <p>{t('doubtedText')}</p>}
      {differs && (
        <ul className="list-disc pl-5">
          {numbers.flatMap((name) =>
            answer[name] > 0 ? [<li key={name}>{t(name, { count: answer[name] })}</li>] : [],
          )}
        </ul>
      )}
      <p>{asked}</p>
    </Notice>
  );
}
