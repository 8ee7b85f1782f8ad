import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { removeZoneAction, saveZoneAction } from '../../actions';
import { CatalogueForm } from '../../catalogue-form';
import { OrderButtons } from '../../order-buttons';
import { formWords } from '../../shared-fields';

type Props = { locationId: number; zones: { id: number; name: string }[] };

/** Floors and areas: for finding only, they carry no rules (libcal-domain §1.1). */
export async function ZonesCard({ locationId, zones }: Props) {
  const t = await getTranslations('catalogue');
  const words = await formWords();
  return (
    <Card title={t('zone.title')} id="zones">
      <p className="prose-width mb-4 text-ink-soft">{t('zone.lead')}</p>
      <ul className="mb-6 flex flex-col divide-y divide-line">
        {zones.map(({ id, name }, place) => (
          <li key={id} className="flex flex-wrap items-start justify-between gap-3 py-3">
            <details className="min-w-0 flex-1 basis-48">
              <summary className="min-h-8 cursor-pointer font-medium">{name}</summary>
              <div className="flex flex-col gap-4 py-3">
                <CatalogueForm
                  key={name}
                  id={`zone-${id}-`}
                  action={saveZoneAction}
                  fields={[{ kind: 'line', name: 'name', label: t('name'), value: name }]}
                  hidden={{ id, locationId }}
                  words={words}
                  variant="secondary"
                />
                <TwoSteps open={t('remove')}>
                  <p>{t('zone.removeText')}</p>
                  <ActForm action={removeZoneAction} hidden={{ id }} problem={t('problem')}>
                    <SubmitButton variant="danger">{t('zone.removeThis', { name })}</SubmitButton>
                  </ActForm>
                </TwoSteps>
              </div>
            </details>
            <OrderButtons kind="zone" id={id} name={name} isFirst={place === 0} isLast={place === zones.length - 1} />
          </li>
        ))}
      </ul>
      <CatalogueForm
        // Empty again once one was added.
        key={zones.length}
        id="zone-new-"
        action={saveZoneAction}
        fields={[{ kind: 'line', name: 'name', label: t('zone.new') }]}
        hidden={{ locationId }}
        words={{ ...words, save: t('zone.add') }}
        variant="secondary"
      />
    </Card>
  );
}
