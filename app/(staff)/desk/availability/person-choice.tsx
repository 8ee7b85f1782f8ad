import { useTranslations } from 'next-intl';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';

type Props = { people: { id: number; name: string }[]; chosen: number | undefined; date: string | undefined };

/** Admins may look after anybody's. */
export function PersonChoice({ people, chosen, date }: Props) {
  const t = useTranslations('availability.person');
  return (
    <form action="/desk/availability" method="get" className="flex max-w-xl flex-wrap items-end gap-3">
      {date && <input type="hidden" name="date" value={date} />}
      <div className="min-w-0 flex-1 basis-60">
        <SelectField
          key={chosen}
          name="person"
          label={t('label')}
          {...(chosen === undefined && { prompt: t('prompt') })}
          choices={people.map(({ id, name }) => ({ value: String(id), label: name }))}
          defaultValue={chosen === undefined ? '' : String(chosen)}
        />
      </div>
      <SubmitButton variant="secondary">{t('show')}</SubmitButton>
    </form>
  );
}
