import { getTranslations } from 'next-intl/server';
import type { FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { ROLES } from '@/lib/usecases/role-fields';

type Chosen = { role: string; locations: readonly number[] };

/** What somebody may do, and where; with one location there is nothing to choose. */
export async function roleFormFields(
  { role, locations }: Chosen,
  all: readonly { id: number; name: string }[],
): Promise<FormField[]> {
  const t = await getTranslations('people');
  const choices = ROLES.map((one) => ({ value: one, label: t(`roles.${one}`), hint: t(`roleHint.${one}`) }));
  const places = all.map(({ id, name }) => ({ value: String(id), label: name }));
  return [
    { kind: 'radio', name: 'role', label: t('role'), value: role, choices },
    ...(all.length > 1
      ? [
          {
            ...{ kind: 'checks' as const, name: 'locations', label: t('locations'), hint: t('locationsHint') },
            ...{ value: locations.join(), choices: places },
          },
        ]
      : []),
  ];
}
