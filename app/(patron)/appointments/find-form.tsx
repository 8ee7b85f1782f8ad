import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { FieldProblem } from '@/lib/field-problem';
import type { PeopleFound } from '@/lib/usecases/find-people';
import { whereName } from './team/where-name';

/** The address of a search, as its form writes it. */
export type FindQuery = { subject?: string; name?: string; where?: string; day?: string };

type Props = { found: PeopleFound; given: FindQuery; problems: Record<string, FieldProblem> };

/** A plain form that makes an address: without scripts too, and to be kept as a bookmark. */
export async function FindForm({ found: { wish, subjects, wheres }, given, problems }: Props) {
  const [t, field] = [await getTranslations('findPeople'), await getTranslations('refusal.field')];
  const error = (name: string) => problems[name] && field(problems[name]);
  return (
    <form
      action="/appointments"
      aria-label={t('form')}
      noValidate
      className="mb-10 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto_auto]"
    >
      <SelectField
        key={`subject ${wish.subject}`}
        name="subject"
        label={t('subject')}
        required={false}
        prompt={t('allSubjects')}
        choices={subjects.map((one) => ({ value: one, label: one }))}
        defaultValue={wish.subject ?? ''}
      />
      <TextField
        key={`name ${given.name}`}
        name="name"
        label={t('name')}
        required={false}
        maxLength={100}
        defaultValue={given.name ?? ''}
        error={error('name')}
      />
      <SelectField
        key={`where ${given.where}`}
        name="where"
        label={t('where')}
        required={false}
        prompt={t('anywhere')}
        choices={wheres.map((one) => ({ value: one.key, label: whereName(one, t) }))}
        defaultValue={given.where ?? ''}
      />
      <TextField
        key={`day ${given.day}`}
        name="day"
        type="date"
        label={t('day')}
        required={false}
        defaultValue={given.day ?? ''}
        error={error('day')}
      />
      <SubmitButton>{t('search')}</SubmitButton>
    </form>
  );
}
