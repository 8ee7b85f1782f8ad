import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import type { PeopleView } from '@/lib/usecases/view-people';
import { saveMethodsAction } from './person-actions';

/** The ways to sign in that need no provider; those that do have a card each. */
export async function MethodsCard({ methods: { password, link } }: { methods: PeopleView['methods'] }) {
  const t = await getTranslations('people');
  return (
    <Card title={t('methods.title')} id="methods">
      <p className="prose-width mb-4">{t('methods.lead')}</p>
      <CatalogueForm
        key={`${password} ${link}`}
        id="methods-"
        action={saveMethodsAction}
        fields={[
          {
            ...{ kind: 'switch', name: 'password', label: t('ways.password'), hint: t('methods.passwordHint') },
            value: password ? 'on' : '',
          },
          {
            ...{ kind: 'switch', name: 'link', label: t('ways.link'), hint: t('methods.linkHint') },
            value: link ? 'on' : '',
          },
        ]}
        words={{ save: t('methods.save'), saving: t('person.saving'), problem: t('problem') }}
      />
    </Card>
  );
}
