import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewPeople } from '@/lib/usecases/view-people';
import { InvitationsCard } from './invitations-card';
import { MethodsCard } from './methods-card';
import { OidcCard } from './oidc-card';
import { PeopleList } from './people-list';
import { ProviderCard } from './provider-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function PeoplePage({ searchParams }: Props) {
  const search = await searchParams;
  const actor = await personOrSignIn('/admin/people');
  const view = await viewPeople(actor, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const { people, more, invitations, methods } = view.value;
  const [t, old] = [await getTranslations('people'), await getTranslations('admin.people')];
  const [done, saved] = [DONE.find((one) => one === search.done), SAVED.find((one) => one === search.done)];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <LinkButton href="/admin/people/invite" variant="primary">
            {t('invite.title')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-8">
        {saved && <Notice kind="success">{old(`done.${saved}`)}</Notice>}
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {search.done === 'notMailed' && <Notice kind="attention">{t('done.notMailed')}</Notice>}
        <section aria-labelledby="people" className="flex flex-col gap-4">
          <h2 id="people" className="text-xl">
            {t('accounts')}
          </h2>
          <PeopleList people={people} />
          {more && <p className="text-ink-soft">{old('more', { count: people.length })}</p>}
        </section>
        <InvitationsCard invitations={invitations} />
        <MethodsCard methods={methods} />
        <ProviderCard view={view.value} />
        <OidcCard provider={view.value.oidc} redirectUri={view.value.oidcRedirectUri} />
      </div>
    </>
  );
}

const DONE = ['invited', 'withdrawn', 'methods'] as const;
const SAVED = ['saved', 'oidcSaved', 'oidcRemoved'] as const;
