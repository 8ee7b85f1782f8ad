import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { locales } from '@/lib/messages/locales';
import { CancelForm } from './cancel-form';

type Props = { locationId: number; to: { address: string; locale: string } };

/** Whom a location tells when a patron cancels. */
export function CancelCard({ locationId, to }: Props) {
  const t = useTranslations('mails');
  return (
    <Card title={t('cancel.title')} id="cancel">
      <CancelForm
        // Stored anew, the fields begin anew.
        key={`${locationId} ${to.address} ${to.locale}`}
        locationId={locationId}
        to={to}
        languages={locales.map((one) => ({ value: one, label: t(`languages.${one}`) }))}
        words={{
          ...{ address: t('cancel.address'), hint: t('cancel.hint'), locale: t('cancel.locale') },
          ...{ save: t('cancel.save'), saving: t('cancel.saving'), errorTitle: t('errorTitle') },
        }}
      />
    </Card>
  );
}
