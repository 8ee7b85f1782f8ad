import { getLocale, getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { formatDuration } from '@/lib/messages/format';
import type { AppointmentDesk, DeskChoice } from '@/lib/usecases/view-appointment-desk';

type Props = { desk: AppointmentDesk; chosen: DeskChoice };

/** With whom, for what, where, and from which day on free times are shown. A plain form that leads back here. */
export async function WhomAndWhat({ desk: { people, teams }, chosen }: Props) {
  const { whom, isTeam, kinds, kind, places, place, today, from } = chosen;
  const [t, names, patron, locale] = [
    await getTranslations('appointmentDesk'),
    await getTranslations('appointments'),
    await getTranslations('findPeople'),
    await getLocale(),
  ];
  const where = places.map(({ value, name }) => ({ value, label: name ?? t('online') }));
  return (
    <form action="/desk/appointments/new" method="get" className="flex flex-wrap items-end gap-4">
      <div className="min-w-0 grow basis-56">
        <SelectField
          key={`whom ${whom}`}
          name="whom"
          label={t('person')}
          choices={[
            ...people.map(({ id, name, locationName, isOwn }) => ({
              value: String(id),
              label: isOwn ? t('myself', { name }) : `${name}, ${locationName}`,
            })),
            ...teams.map(({ value, kind: of, name }) => ({ value, label: t(`any.${of}`, { name }) })),
          ]}
          defaultValue={whom}
        />
      </div>
      {kinds.length > 1 && (
        <div className="min-w-0 grow basis-56">
          <SelectField
            key={`kind ${kind}`}
            name={isTeam ? 'kind' : 'kindId'}
            label={names('what')}
            choices={kinds.map(({ value, name, minutes }) => ({
              value,
              label: names('kindAndLength', {
                kind: name || patron('plainKind'),
                length: formatDuration(minutes, locale),
              }),
            }))}
            defaultValue={kind}
          />
        </div>
      )}
      {places.length > 1 && (
        <div className="min-w-0 grow basis-48">
          <SelectField
            key={`place ${place}`}
            name={isTeam ? 'where' : 'placeId'}
            label={names('where')}
            choices={isTeam ? [{ value: '', label: t('anywhere') }, ...where] : where}
            required={!isTeam}
            defaultValue={place}
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
