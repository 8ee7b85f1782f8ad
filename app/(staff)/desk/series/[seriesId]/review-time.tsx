import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { RadioGroup } from '@/app/_ui/radio-group';
import { refusalText } from '@/app/_ui/refusal-text';
import type { DraftTime } from '@/lib/usecases/series-draft';
import { whenText } from '../when-text';
import { MoveFields } from './move-fields';

type Props = {
  time: DraftTime;
  isBlock: boolean;
  /** The only time of the draft: it cannot be left out. */
  isSingle: boolean;
  /** One may choose for all alike. */
  isForAll: boolean;
  /** It was to be saved: whatever is open is said. */
  isAsked: boolean;
};

/** A time that something is in the way of: what that is, and what is to become of it. */
export function ReviewTime({ time, isBlock, isSingle, isForAll, isAsked }: Props) {
  const [t, refusals, locale] = [useTranslations('series.review'), useTranslations('refusal'), useLocale()];
  const { position, from, spaceName, timeZone, verdict, uses, choice, problem } = time;
  const place = { locale, timeZone };
  const state = verdict?.state ?? 'never';
  const meets = state === 'booking' || state === 'own';
  const choices = [
    ...(isForAll && state !== 'never' ? [{ value: '', label: t('asAll') }] : []),
    ...(isSingle ? [] : [{ value: 'skip', label: t('skip') }]),
    ...(!isBlock && (meets || state === 'meeting') ? [{ value: 'move', label: t('move') }] : []),
    ...(state === 'meeting'
      ? [{ value: 'anyway', label: t(isBlock ? 'anywayBlock' : 'anyway'), hint: t('anywayHint') }]
      : []),
  ];
  return (
    <div className="group/time flex flex-col gap-4 rounded-md border border-line bg-surface p-5">
      <div>
        <h3 className="tabular text-lg font-semibold">
          {spaceName}, {whenText(from, place)}
        </h3>
        <ul className="mt-1 break-words">
          {uses.map((use) => (
            <li key={use.publicId}>
              <Link href={`/desk/bookings/${use.publicId}`}>
                {use.isBlock
                  ? t('meetsBlock', { when: whenText(use, place) })
                  : t('meetsBooking', { who: use.patronName || t('nobody'), when: whenText(use, place) })}
              </Link>
            </li>
          ))}
          {state === 'own' && <li>{t('meetsOwn')}</li>}
          {verdict?.state === 'meeting' &&
            verdict.meetings.map((meeting) => (
              <li key={meeting.start.toISOString()}>{t('meetsMeeting', { when: whenText(meeting, place) })}</li>
            ))}
          {verdict?.state === 'never' && <li>{refusalText(verdict.refusal, refusals, place)}</li>}
        </ul>
      </div>
      {choices.length > 0 && (
        <RadioGroup
          name={`choice-${position}`}
          label={t('choice')}
          choices={choices}
          defaultValue={choice ?? (isForAll ? '' : choices.length === 1 ? choices[0]?.value : undefined)}
          error={isAsked && problem ? t(`problem.${problem}`) : undefined}
        />
      )}
      {choices.some(({ value }) => value === 'move') && <MoveFields time={time} />}
    </div>
  );
}
