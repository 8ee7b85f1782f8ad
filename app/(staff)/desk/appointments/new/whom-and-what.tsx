import { getLocale, getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { formatDuration } from '@/lib/messages/format';
import type { AppointmentDesk } from '@/lib/usecases/view-appointment-desk';

type Props = { people: AppointmentDesk['people']; chosen: NonNullable<AppointmentDesk['chosen']> };

/** With whom, for what, where, and from which day on free times are shown. A plain form that leads back here. */
export async function WhomAndWhat({ people, chosen }: Props) {
  const { person, kinds, kind, places, place, today, from } = chosen;
  const [t, names, locale] = [
    await getTranslations('appointmentDesk'),
    await getTranslations('appointments'),
    await getLocale(),
  ];
  return (
    <form action="/desk/appointments/new" method="get" className="flex flex-wrap items-end gap-4">
      <div className="min-w-0 grow basis-56">
        <SelectField
          key={`whom ${person.id}`}
          name="whom"
          label={t('person')}
          choices={people.map(({ id, name, locationName, isOwn }) => ({
            value: String(id),
            label: isOwn ? t('myself', { name }) : `${name}, ${locationName}`,
          }))}
          defaultValue={String(person.id)}
        />
      </div>
      {kinds.length > 1 && (
        <div className="min-w-0 grow basis-56">
          <SelectField
            key={`kind ${kind.id}`}
            name="kindId"
            label={names('what')}
            choices={kinds.map((one) => ({
              value: String(one.id ?? ''),
              label: names('kindAndLength', { kind: one.name, length: formatDuration(one.defaultMinutes, locale) }),
            }))}
            defaultValue={String(kind.id ?? '')}
          />
        </div>
      )}
      {places.length > 1 && (
        <div className="min-w-0 grow basis-48">
          <SelectField
            key={`place ${place.id}`}
            name="placeId"
            label={names('where')}
            choices={places.map(({ id, name }) => ({ value: String(id ?? ''), label: name }))}
            defaultValue={String(place.id ?? '')}
          />
        </div>
      )}
      <div>
        <TextField key={from} name="from" type="date" label={t('from')} defaultValue={from} min={today} />
      </div>
      <SubmitButton variant="secondary">{t('show')}</SubmitButton>
    </form>
  );
}
