import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { locales } from '@/lib/messages/locales';
import { viewInvitationForm } from '@/lib/usecases/view-person';
import { inviteAction } from '../person-actions';
import { roleFormFields } from '../role-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('invite.title') };
}

export default async function InvitePage() {
  const actor = await personOrSignIn('/admin/people/invite');
  const view = await viewInvitationForm(actor);
  if (!view.ok) return refusedPage(view.refusal);
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  return (
    <>
      <PageHeader
        title={t('invite.title')}
        lead={t('invite.lead')}
        crumbs={[{ href: '/admin/people', label: t('title') }]}
      />
      <Card>
        <CatalogueForm
          action={inviteAction}
          fields={[
            { kind: 'line', name: 'email', label: t('email') },
            { kind: 'line', name: 'name', label: t('name'), hint: t('invite.nameHint'), optional: true },
            ...(await roleFormFields({ role: 'staff', locations: [] }, view.value)),
            {
              ...{ kind: 'select', name: 'locale', label: t('invite.language'), value: locale },
              choices: locales.map((one) => ({ value: one, label: languages.of(one) ?? one })),
            },
          ]}
          words={{ save: t('invite.send'), saving: t('invite.sending'), problem: t('problem') }}
        />
      </Card>
    </>
  );
}
