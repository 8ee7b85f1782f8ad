import { getTranslations } from 'next-intl/server';
import type { DescribedField } from '@/lib/api/read-description';
import { Marked } from './marked';

type Props = { title: string; fields: DescribedField[] };

/** Names, types and meanings of what an address takes: one under the other, so that a phone shows all of it. */
export async function FieldList({ title, fields }: Props) {
  const t = await getTranslations('apiDocs');
  return (
    <div>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <dl className="divide-y divide-line rounded-md border border-line px-4">
        {fields.map(({ name, where, type, required, text }) => (
          <div key={`${where} ${name}`} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[14rem_1fr]">
            <dt className="min-w-0">
              <code className="font-mono text-sm font-medium wrap-anywhere">{name}</code>{' '}
              <span className="font-mono text-sm wrap-anywhere text-ink-soft">{type}</span>
            </dt>
            <dd className="min-w-0 wrap-anywhere">
              {required && <span className="font-medium">{t('required')} </span>}
              <Marked text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
