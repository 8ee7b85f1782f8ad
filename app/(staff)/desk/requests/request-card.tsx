import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { Icon } from '@/app/_ui/icon';
import { refusalText } from '@/app/_ui/refusal-text';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { ActForm } from '@/app/(staff)/act-form';
import { answerEntries } from '@/app/answer-entries';
import { formatDateRange, formatDateTime, type Place } from '@/lib/messages/format';
import type { Clash, RequestView } from '@/lib/usecases/view-requests';
import { decideRequestAction } from './actions';

/** One request: whose, what, what speaks against it, and the answer. */
export function RequestCard({ one, mayDecide }: { one: RequestView; mayDecide: boolean }) {
  const [t, locale] = [useTranslations('mediation.requests'), useLocale()];
  const ui = useTranslations('ui');
  const place = { locale, timeZone: one.timeZone };
  const [item] = one.items;
  if (!item) return null;
  const { publicId } = one;
  const meets = one.clashes.some(({ kind }) => kind === 'meeting');
  return (
    <Card
      id={`request-${publicId}`}
      title={one.items.map(({ name }) => name).join(', ')}
      aside={<Badge tone="waiting">{t('asked', { time: formatDateTime(one.createdAt, place) })}</Badge>}
    >
      <DataList
        entries={[
          {
            term: t('when'),
            detail: (
              <Link href={`/bookings/${publicId}`}>
                {formatDateRange(item.start, item.end, place)}, {item.locationName}
              </Link>
            ),
          },
          { term: t('patron'), detail: [one.patronName, one.patronEmail].filter(Boolean).join(', ') },
          ...(one.nickname ? [{ term: t('nickname'), detail: one.nickname }] : []),
          ...(one.note ? [{ term: t('note'), detail: one.note }] : []),
          ...answerEntries(one.answers, ui),
          { term: t('clashes'), detail: <Clashes clashes={one.clashes} place={place} mayDecide={mayDecide} /> },
        ]}
      />
      {mayDecide && (
        <ActForm
          action={decideRequestAction}
          hidden={{ publicId, timeZone: one.timeZone }}
          problem={t('problem')}
          className="mt-5 flex max-w-2xl flex-col gap-4"
        >
          <TextAreaField
            id={`note-${publicId}`}
            name="note"
            label={t('noteLabel')}
            hint={t('noteHint')}
            rows={2}
            maxLength={1000}
            optional
          />
          {meets && <Switch id={`anyway-${publicId}`} name="anyway" label={t('anyway')} hint={t('anywayHint')} />}
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="decision" value="approve" pendingLabel={t('approving')}>
              {t('approve')}
            </SubmitButton>
            <SubmitButton name="decision" value="deny" variant="danger" pendingLabel={t('denying')}>
              {t('deny')}
            </SubmitButton>
          </div>
        </ActForm>
      )}
    </Card>
  );
}

function Clashes({ clashes, place, mayDecide }: { clashes: Clash[]; place: Place; mayDecide: boolean }) {
  const [t, words] = [useTranslations('mediation.requests'), useTranslations('refusal')];
  if (clashes.length === 0) {
    return (
      <span className="inline-flex items-center gap-1.5 text-ok">
        <Icon name="check" />
        {t('noClash')}
      </span>
    );
  }
  const said = clashes.map((clash) => {
    if (clash.kind === 'begun') return t('begun', { time: formatDateTime(clash.at, place) });
    if (clash.kind === 'meeting')
      return t('meeting', { when: formatDateRange(clash.when.start, clash.when.end, place) });
    return refusalText(clash.refusal, words, place);
  });
  return (
    <div className="flex flex-col gap-1">
      <ul className="flex flex-col gap-1">
        {[...new Set(said)].map((text) => (
          <li key={text} className="flex items-start gap-1.5 font-medium text-attention">
            <Icon name="alert" className="mt-1" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {mayDecide && <p className="text-sm text-ink-soft">{t('rulesNote')}</p>}
    </div>
  );
}
