import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { formatList } from '@/lib/messages/format';
import { viewInvitation } from '@/lib/usecases/accept-invitation';
import { AcceptForm } from './accept-form';
import { acceptAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('accept.title'), referrer: 'no-referrer' };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Mail programs open links to look at them; only a person sends the form that uses this one up. */
export default async function InvitationPage({ searchParams }: Props) {
  const { key } = await searchParams;
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  const view = await viewInvitation({ key }, new Date());
  if (!view.ok) {
    return (
      <>
        <PageHeader title={t('accept.title')} lead={t('accept.over')} />
        <LinkButton href="/sign-in" variant="primary">
          {t('accept.signIn')}
        </LinkButton>
      </>
    );
  }
  const { email, name, role, locations, password } = view.value;
  return (
    <>
      <PageHeader title={t('accept.title')} lead={t('accept.lead')} />
      <Card>
        <DataList
          entries={[
            { term: t('email'), detail: email },
            { term: t('role'), detail: t(`roles.${role}`) },
            ...(locations.length > 0 ? [{ term: t('locations'), detail: formatList(locations, locale) }] : []),
          ]}
        />
        <div className="mt-5 border-t border-line pt-5">
          <AcceptForm
            action={acceptAction}
            invitation={{ key: String(key), email, name, password }}
            words={{
              ...{ name: t('name'), password: t('accept.password'), passwordHint: t('accept.passwordHint') },
              ...{ accept: t('accept.accept'), accepting: t('accept.accepting'), problem: t('problem') },
            }}
          />
        </div>
      </Card>
    </>
  );
}
