import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewPerson } from '@/lib/usecases/view-person';
import { savePersonAction } from '../person-actions';
import { roleFormFields } from '../role-fields';
import { OpenCard } from './open-card';
import { SessionsCard } from './sessions-card';
import { WaysCard } from './ways-card';

type Props = { params: Promise<{ personId: string }>; searchParams: Promise<{ done?: string }> };

const DONE = ['person', 'enabled', 'disabled', 'ended'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('person.title') };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const [{ personId }, search] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/people/${encodeURIComponent(personId)}`);
  const view = await viewPerson(actor, { id: personId }, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const { account, locations } = view.value;
  const t = await getTranslations('people');
  const done = DONE.find((one) => one === search.done);
  return (
    <>
      <PageHeader
        title={account.name}
        lead={account.email}
        crumbs={[{ href: '/admin/people', label: t('title') }]}
        aside={<LinkButton href={`/admin/audit?person=${account.id}`}>{t('person.audit')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {account.disabledAt && (
          <p>
            <Badge tone="off">{t('closed')}</Badge>
          </p>
        )}
        <Card title={t('person.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(account)}
            action={savePersonAction}
            hidden={{ id: account.id }}
            fields={[
              { kind: 'line', name: 'name', label: t('name'), value: account.name },
              ...(await roleFormFields(account, locations)),
            ]}
            words={{ save: t('person.save'), saving: t('person.saving'), problem: t('problem') }}
          />
        </Card>
        <WaysCard account={account} />
        <SessionsCard view={view.value} />
        <OpenCard account={account} />
      </div>
    </>
  );
}
