import { getTranslations } from 'next-intl/server';
import type { FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { accessField, groupsField } from '@/app/(admin)/admin/catalogue/shared-fields';
import type { CategoryView } from '@/lib/usecases/view-catalogue';

/** Of a category of people: no drawing and no names for doors. */
export async function categoryFields({ category, groups }: CategoryView): Promise<FormField[]> {
  const [t, c] = [await getTranslations('appointmentAdmin'), await getTranslations('catalogue')];
  return [
    { kind: 'line', name: 'name', label: t('name'), value: category?.name },
    { kind: 'text', name: 'description', label: t('description'), value: category?.description, optional: true },
    {
      ...{ kind: 'text', name: 'terms', label: c('terms'), hint: c('termsHint') },
      ...{ value: category?.terms, optional: true },
    },
    await accessField(category?.access ?? 'public'),
    ...(await groupsField(groups)),
  ];
}
