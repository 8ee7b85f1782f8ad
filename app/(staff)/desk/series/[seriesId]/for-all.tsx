import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SelectField } from '@/app/_ui/select-field';

type Props = { isBlock: boolean; counts: { booking: number; meeting: number } };

/** One choice for all times that meet the same kind of thing; each may still say otherwise. */
export function ForAll({ isBlock, counts }: Props) {
  const t = useTranslations('series.review');
  const skip = { value: 'skip', label: t('skip') };
  const move = isBlock ? [] : [{ value: 'move', label: t('moveAll') }];
  const anyway = { value: 'anyway', label: t(isBlock ? 'anywayBlock' : 'anyway') };
  return (
    <Card title={t('all')} id="all">
      <p className="prose-width mb-4 text-ink-soft">{t('allHint')}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        {counts.booking > 0 && (
          <SelectField
            name="all-booking"
            label={t('allBooking')}
            prompt={t('each')}
            choices={[skip, ...move]}
            defaultValue=""
          />
        )}
        {counts.meeting > 0 && (
          <SelectField
            name="all-meeting"
            label={t('allMeeting')}
            prompt={t('each')}
            choices={[skip, ...move, anyway]}
            defaultValue=""
          />
        )}
      </div>
    </Card>
  );
}
