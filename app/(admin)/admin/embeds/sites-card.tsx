import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { addOriginAction, removeOriginAction } from './actions';
import { OriginForm } from './origin-form';

/** The sites that may frame the booking pages: in and out, one at a time. */
export async function SitesCard({ origins }: { origins: readonly string[] }) {
  const [t, s] = [await getTranslations('embed.admin'), await getTranslations('embed.admin.sites')];
  return (
    <Card title={s('title')} id="sites">
      <p className="prose-width mb-5">{s('lead')}</p>
      {origins.length === 0 ? (
        <div className="mb-5">
          <Notice kind="info" still>
            {s('none')}
          </Notice>
        </div>
      ) : (
        <ul aria-label={s('list')} className="mb-5 max-w-xl divide-y divide-line border-y border-line">
          {origins.map((origin) => (
            <li key={origin} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <code className="min-w-0 font-mono text-sm break-all">{origin}</code>
              <ActForm action={removeOriginAction} hidden={{ origin }} problem={t('errorTitle')}>
                <SubmitButton variant="quiet" size="small" icon="close" pendingLabel={s('removing')}>
                  {s('remove', { origin })}
                </SubmitButton>
              </ActForm>
            </li>
          ))}
        </ul>
      )}
      <OriginForm
        // The field is empty again once a site was added.
        key={origins.join()}
        action={addOriginAction}
        words={{
          ...{ origin: s('origin'), originHint: s('originHint'), add: s('add'), adding: s('adding') },
          errorTitle: t('errorTitle'),
        }}
      />
    </Card>
  );
}
