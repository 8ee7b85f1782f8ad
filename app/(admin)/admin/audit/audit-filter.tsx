import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { AuditView } from '@/lib/usecases/view-audit';
import { AUDIT_THINGS } from './audit-words';

/** Who, what and when: an ordinary form whose answer has an address. */
export async function AuditFilter({ view: { filter, people } }: { view: AuditView }) {
  const [t, locale] = [await getTranslations('audit'), await getLocale()];
  const things = AUDIT_THINGS.map((thing) => ({ value: thing as string, label: t(`things.${thing}`) }));
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <form
      method="get"
      aria-label={t('filter')}
      className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_auto_auto_auto]"
    >
      <SelectField
        name="person"
        label={t('who')}
        optional
        defaultValue={filter.person}
        choices={[
          { value: '', label: t('anybody') },
          { value: 'system', label: t('system') },
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <SelectField
        name="thing"
        label={t('what')}
        optional
        defaultValue={filter.thing}
        choices={[
          { value: '', label: t('anything') },
          ...things.sort((a, b) => a.label.localeCompare(b.label, locale)),
        ]}
      />
      <TextField name="from" type="date" label={t('from')} optional defaultValue={filter.from} />
      <TextField name="to" type="date" label={t('to')} optional defaultValue={filter.to} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant="secondary">{t('show')}</SubmitButton>
        {isFiltered && <LinkButton href="/admin/audit">{t('clear')}</LinkButton>}
      </div>
    </form>
  );
}
