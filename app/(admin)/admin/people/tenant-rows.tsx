import { TextField } from '@/app/_ui/text-field';
import type { FormState } from '@/app/(patron)/form-state';

export type TenantRowWords = {
  title: string;
  lead: string;
  tenant: string;
  name: string;
  /** 'Organisation 1', by place. */
  rows: string[];
};

type Props = {
  tenants: readonly { tenantId: string; name: string }[];
  state: Pick<FormState, 'fields' | 'values'>;
  words: TenantRowWords;
};

/** The organisations that may sign in, one a row, and an empty row for another. Needs no scripts. */
export function TenantRows({ tenants, state: { fields, values }, words }: Props) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="font-medium">{words.title}</legend>
      <p className="prose-width text-sm text-ink-soft">{words.lead}</p>
      {words.rows.map((title, index) => {
        const at = `tenants.${index}`;
        const field = (name: 'tenant' | 'name', saved: string | undefined) => ({
          ...{ name: `${at}.${name}`, label: words[name], error: fields[`${at}.${name}`], required: false },
          ...{ defaultValue: values[`${at}.${name}`] ?? saved ?? '', autoComplete: 'off' },
        });
        return (
          <fieldset key={title} className="border-l-2 border-line pl-4">
            <legend className="mb-2 text-sm text-ink-soft">{title}</legend>
            <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
              <div className="min-w-0 flex-1 basis-64">
                <TextField {...field('tenant', tenants[index]?.tenantId)} mono spellCheck={false} />
              </div>
              <div className="min-w-0 flex-1 basis-40">
                <TextField {...field('name', tenants[index]?.name)} maxLength={60} />
              </div>
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
