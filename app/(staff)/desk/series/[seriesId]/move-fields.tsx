import { useTranslations } from 'next-intl';
import { SelectField } from '@/app/_ui/select-field';
import { TextField } from '@/app/_ui/text-field';
import { localDateOf, wallMinute } from '@/lib/time/zone';
import type { DraftTime } from '@/lib/usecases/series-draft';

/** Where a time goes instead: shown, by style alone, once moving is chosen. */
export function MoveFields({ time: { position, from, to, spaces, timeZone } }: { time: DraftTime }) {
  const t = useTranslations('series.review');
  const best = spaces.find(({ free }) => free) ?? spaces[0];
  const target = to ?? { ...from, resourceId: best?.id ?? from.resourceId };
  const minute = Math.floor(wallMinute(target.start, timeZone));
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return (
    <div className="hidden gap-4 group-has-[[value=move]:checked]/time:grid sm:grid-cols-2">
      <div className="sm:col-span-2">
        <SelectField
          name={`space-${position}`}
          label={t('moveSpace')}
          choices={spaces.map(({ id, name, free }) => ({
            value: String(id),
            label: free ? t('freeThen', { name }) : name,
          }))}
          defaultValue={String(target.resourceId)}
        />
      </div>
      <TextField
        name={`date-${position}`}
        type="date"
        label={t('moveDate')}
        defaultValue={localDateOf(target.start, timeZone)}
      />
      <TextField name={`start-${position}`} type="time" label={t('moveStart')} defaultValue={clock} />
    </div>
  );
}
