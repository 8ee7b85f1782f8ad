import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { ChangeView } from '@/lib/usecases/view-change';

/** Which space and which day: asked first, since the times on offer follow from them. A plain form that leads back here. */
export async function PlaceForm({ view, link }: { view: ChangeView; link: string | undefined }) {
  const t = await getTranslations('change.where');
  const { publicId, spaces, space, date, today, lastDate } = view;
  return (
    <form
      action={`/bookings/${publicId}/change`}
      method="get"
      aria-label={t('title')}
      className="flex flex-wrap items-end gap-4"
    >
      {link && <input type="hidden" name="key" value={link} />}
      {spaces.length > 1 && (
        <div className="min-w-0 basis-72">
          <SelectField
            key={space.id}
            name="space"
            label={t('space')}
            choices={spaces.map(({ id, name, categoryName }) => ({
              value: String(id),
              label: `${name} · ${categoryName}`,
            }))}
            defaultValue={String(space.id)}
          />
        </div>
      )}
      <div>
        <TextField
          key={date}
          name="date"
          type="date"
          label={t('date')}
          defaultValue={date}
          min={today}
          max={lastDate > date ? lastDate : date}
        />
      </div>
      <SubmitButton variant="secondary">{t('show')}</SubmitButton>
    </form>
  );
}
