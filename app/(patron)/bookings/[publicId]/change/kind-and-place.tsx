import { getLocale, getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { formatDuration } from '@/lib/messages/format';
import type { AppointmentChangeView } from '@/lib/usecases/view-appointment-change';

/** What for, where, and from which day on: asked first, since the times follow from them. A plain form that leads back here. */
export async function KindAndPlace({ view, link }: { view: AppointmentChangeView; link: string | undefined }) {
  const { booking, appointment, kinds, kind, places, placeId, from, today } = view;
  const [t, names, locale] = [
    await getTranslations('appointmentBooking'),
    await getTranslations('appointments'),
    await getLocale(),
  ];
  return (
    <form
      action={`/bookings/${booking.publicId}/change`}
      method="get"
      aria-label={t('change.form')}
      className="flex flex-wrap items-end gap-4"
    >
      {link && <input type="hidden" name="key" value={link} />}
      {kinds.length > 1 && (
        <div className="min-w-0 grow basis-56">
          <SelectField
            key={`kind ${kind.id}`}
            name="kindId"
            label={names('what')}
            choices={kinds.map((one) => ({
              value: String(one.id ?? ''),
              label: names('kindAndLength', {
                kind: one.name || appointment.kindName || t('kind'),
                length: formatDuration(one.defaultMinutes, locale),
              }),
            }))}
            defaultValue={String(kind.id ?? '')}
          />
        </div>
      )}
      {places.length > 1 && (
        <div className="min-w-0 grow basis-48">
          <SelectField
            key={`place ${placeId}`}
            name="placeId"
            label={names('where')}
            required={false}
            choices={[
              { value: '', label: names('anywhere') },
              ...places.map(({ id, name }) => ({ value: String(id ?? ''), label: name })),
            ]}
            defaultValue={String(placeId ?? '')}
          />
        </div>
      )}
      <div>
        <TextField key={from} name="from" type="date" label={t('change.from')} defaultValue={from} min={today} />
      </div>
      <SubmitButton variant="secondary">{t('change.show')}</SubmitButton>
    </form>
  );
}
