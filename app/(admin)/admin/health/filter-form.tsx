import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { SelectField } from '@/app/_ui/select-field';
import { TextField } from '@/app/_ui/text-field';

export type Asked = { group?: string; kind?: string; search?: string };

/** By name and kind; a plain form whose answer is an address. */
export function FilterForm({ asked: { group, kind, search } }: { asked: Asked }) {
  const t = useTranslations('health.filter');
  return (
    <search>
      <form action="/admin/health" method="get" className="flex flex-wrap items-end gap-4">
        {group && <input type="hidden" name="group" value={group} />}
        <div className="w-full sm:w-64">
          <TextField
            name="search"
            type="search"
            label={t('search')}
            defaultValue={search}
            maxLength={100}
            required={false}
          />
        </div>
        <div className="w-full sm:w-60">
          <SelectField
            key={kind}
            name="kind"
            label={t('kind')}
            prompt={t('both')}
            choices={[
              { value: 'space', label: t('space') },
              { value: 'person', label: t('person') },
            ]}
            defaultValue={kind ?? ''}
            required={false}
          />
        </div>
        <button type="submit" className={buttonClass('secondary')}>
          {t('go')}
        </button>
      </form>
    </search>
  );
}
