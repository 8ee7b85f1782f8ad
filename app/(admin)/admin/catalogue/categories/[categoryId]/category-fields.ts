import { getTranslations } from 'next-intl/server';
import { CATEGORY_PICTURES } from '@/lib/usecases/save-category';
import type { CategoryView } from '@/lib/usecases/view-catalogue';
import type { FormField } from '../../catalogue-form';
import { accessField, groupsField } from '../../shared-fields';

export async function categoryFields({ category, groups }: CategoryView): Promise<FormField[]> {
  const t = await getTranslations('catalogue');
  const pictures = CATEGORY_PICTURES.map((name) => ({ value: name, label: t(`category.pictures.${name}`) }));
  return [
    { kind: 'line', name: 'name', label: t('name'), value: category?.name },
    { kind: 'text', name: 'description', label: t('description'), value: category?.description, optional: true },
    {
      ...{ kind: 'select', name: 'picture', label: t('category.picture'), hint: t('category.pictureHint') },
      ...{ value: category?.picture, optional: true },
      choices: [{ value: '', label: t('category.noPicture') }, ...pictures],
    },
    {
      ...{ kind: 'text', name: 'terms', label: t('terms'), hint: t('termsHint') },
      ...{ value: category?.terms, optional: true },
    },
    {
      ...{ kind: 'switch', name: 'nicknames', label: t('category.nicknames'), hint: t('category.nicknamesHint') },
      value: category?.nicknames ? 'on' : '',
    },
    await accessField(category?.access ?? 'public'),
    ...(await groupsField(groups)),
  ];
}
