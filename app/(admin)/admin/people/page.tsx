import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { type PeopleView, viewPeople } from '@/lib/usecases/view-people';
import { OidcCard } from './oidc-card';
import { ProviderCard } from './provider-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.people'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function PeoplePage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/people');
  const view = await viewPeople(actor);
  if (!view.ok) return null;
  const t = await getTranslations('admin.people');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        {isDone(done) && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        <ProviderCard view={view.value} />
        <OidcCard provider={view.value.oidc} redirectUri={view.value.oidcRedirectUri} />
        <section aria-labelledby="people" className="flex flex-col gap-4">
          <h2 id="people" className="text-xl">
            {t('listTitle')}
          </h2>
          <People people={view.value.people} />
          {view.value.more && <p className="text-ink-soft">{t('more', { count: view.value.people.length })}</p>}
        </section>
      </div>
    </>
  );
}

const DONE = ['saved', 'oidcSaved', 'oidcRemoved'] as const;
const isDone = (done: string | undefined): done is (typeof DONE)[number] => DONE.some((one) => one === done);

async function People({ people }: { people: PeopleView['people'] }) {
  const t = await getTranslations('admin.people');
  const columns = (['name', 'email', 'role', 'signsIn', 'page'] as const).map((key) => ({ key, label: t(key) }));
  const rows = people.map(({ id, name, email, role, disabledAt, hasPassword, hasMicrosoft, hasOidc, resource }) => ({
    key: id,
    cells: [
      <span key="name" className="flex flex-wrap items-center gap-2">
        {name}
        {disabledAt && <Badge tone="off">{t('closed')}</Badge>}
      </span>,
      <span key="email" className="break-all">
        {email}
      </span>,
      t(`roles.${role}`),
      [
        hasPassword && t('ways.password'),
        hasMicrosoft && t('ways.microsoft'),
        hasOidc && t('ways.oidc'),
        t('ways.link'),
      ]
        .filter(Boolean)
        .join(', '),
      resource?.slug ? (
        <Link key="page" href={`/appointments/${resource.slug}`}>
          {resource.name}
        </Link>
      ) : (
        ''
      ),
    ],
  }));
  return <DataTable caption={t('caption')} columns={columns} rows={rows} />;
}
