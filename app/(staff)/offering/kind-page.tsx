import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/app/_ui/card';
import type { Crumb } from '@/app/_ui/page-header';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { QuestionsCard } from '@/app/(admin)/admin/catalogue/questions-card';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { type KindView, viewKind } from '@/lib/usecases/view-kinds';
import { saveKindAction } from './actions';
import { ActiveCard } from './active-card';
import { DoneNotice } from './done-notice';
import { formWords } from './form-words';
import { kindFields } from './kind-fields';

type Props = {
  /** 'new' with an owner, or the number of a kind. */
  kindId: string;
  owner: { category?: string; person?: string };
  done: string | undefined;
  /** People edit their own at the desk, admins all of them. */
  at: 'desk' | 'admin';
  crumbsOf: (view: KindView) => Promise<Crumb[]>;
};

/** One kind of appointment: what it is, what it asks, and whether it is offered. */
export async function KindPage({ kindId, owner, done, at, crumbsOf }: Props): Promise<ReactNode> {
  const actor = await personOrSignIn(`/${at}/appointments/kinds/${kindId}`);
  const asked = kindId === 'new' ? { categoryId: owner.category, resourceId: owner.person } : { id: kindId };
  const answer = await viewKind(actor, asked, new Date());
  if (!answer.ok) notFound();
  const { kind, category, person, upcoming } = answer.value;
  const t = await getTranslations('appointmentAdmin');
  return (
    <>
      <PageHeader
        title={kind?.name ?? t('kind.new')}
        lead={t('kind.lead', { owner: (category ?? person)?.name ?? '' })}
        crumbs={await crumbsOf(answer.value)}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('kind.about')} id="about">
          {upcoming > 0 && (
            <p className="prose-width mb-5 border-l-2 border-line-strong pl-4">
              <strong>{t('kind.staysTitle')}.</strong> {t('kind.stays', { count: upcoming })}
            </p>
          )}
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(kind)}
            action={saveKindAction}
            fields={await kindFields(kind)}
            hidden={{
              at,
              ...(kind && { id: kind.id }),
              ...(!kind && category && { categoryId: category.id }),
              ...(!kind && person && { resourceId: person.id }),
            }}
            words={await formWords()}
          />
        </Card>
        {kind && (
          <>
            <QuestionsCard place={{ kindId: kind.id }} at={at} />
            <ActiveCard what="kind" id={kind.id} active={kind.active} at={at} />
          </>
        )}
      </div>
    </>
  );
}
