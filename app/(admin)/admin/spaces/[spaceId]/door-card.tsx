import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { currentActor } from '@/lib/auth/actor';
import { viewDoorAddresses } from '@/lib/usecases/door-key';
import { doorKeyAction } from './door-actions';

/** The addresses for the tablet at the door, and its key. */
export async function DoorCard({ spaceId }: { spaceId: number }) {
  const addresses = await viewDoorAddresses(await currentActor(), spaceId);
  if (!addresses) return null;
  const t = await getTranslations('door.admin');
  const form = (act: 'make' | 'remove', label: string, variant: 'secondary' | 'danger') => (
    <ActForm action={doorKeyAction} hidden={{ spaceId, act }} problem={t('problem')}>
      <SubmitButton variant={variant} pendingLabel={t('saving')}>
        {label}
      </SubmitButton>
    </ActForm>
  );
  return (
    <Card title={t('title')} id="door">
      <div className="flex flex-col gap-5">
        <Address title={t('open')} text={t('openText')} address={addresses.open} copy={t('copy')} />
        {addresses.trusted ? (
          <>
            <Address title={t('trusted')} text={t('trustedText')} address={addresses.trusted} copy={t('copyTrusted')} />
            <TwoSteps open={t('change')}>
              <p className="prose-width">{t('changeText')}</p>
              <div className="flex flex-wrap gap-3">
                {form('make', t('renew'), 'secondary')}
                {form('remove', t('remove'), 'danger')}
              </div>
            </TwoSteps>
          </>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <p className="prose-width">{t('none')}</p>
            {form('make', t('make'), 'secondary')}
          </div>
        )}
      </div>
    </Card>
  );
}

function Address({ title, text, address, copy }: Record<'title' | 'text' | 'address' | 'copy', string>) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      <p className="prose-width text-ink-soft">{text}</p>
      <div className="flex flex-wrap items-center gap-3">
        <a href={address} className="min-w-0 font-mono text-sm break-all text-accent underline underline-offset-4">
          {address}
        </a>
        <CopyButton value={address} label={copy} />
      </div>
    </div>
  );
}
