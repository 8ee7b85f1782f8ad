import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { MOST_CANCELLED } from '@/lib/usecases/settle-old-bookings';
import { viewCategoryRules } from '@/lib/usecases/view-rules';
import { saveRulesAction } from '../actions';
import { limitsText } from '../limits-text';
import { RulesForm } from '../rules-form';
import { RulesWords } from '../rules-words';

type Props = { params: Promise<{ categoryId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') };
}

export default async function CategoryRulesPage({ params, searchParams }: Props) {
  const { categoryId } = await params;
  const actor = await personOrSignIn(`/admin/rules/${categoryId}`);
  const answer = await viewCategoryRules(actor, { categoryId });
  if (!answer.ok) return refusedPage(answer.refusal);
  const category = answer.value;
  const [t, locale, { done }] = [await getTranslations('rules'), await getLocale(), await searchParams];
  const limits = limitsText(category.location.limits, t, locale);
  return (
    <>
      <PageHeader
        title={t('pageTitle', { category: category.name })}
        lead={t('pageLead', { location: category.location.name })}
        crumbs={[{ href: '/admin/rules', label: t('title') }]}
      />
      {done === 'saved' && (
        <div className="mb-6">
          <Notice kind="success" title={t('saved')}>
            {t('savedText')}
          </Notice>
        </div>
      )}
      <RulesWords>
        <RulesForm
          action={saveRulesAction}
          category={category}
          locationLimits={limits && `${limits}.`}
          mostCancelled={MOST_CANCELLED}
        />
      </RulesWords>
    </>
  );
}
