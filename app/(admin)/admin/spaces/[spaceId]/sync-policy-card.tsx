import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { PolicyForm } from '@/app/(staff)/policy-form';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { savePolicyAction } from './sync-policy-actions';

type Props = { policy: SpaceLinkView['policy']; spaceId: number };

/** What happens when somebody changes the room's calendar in a way that touches a booking (sync-design §7). */
export function SyncPolicyCard({ policy, spaceId }: Props) {
  const t = useTranslations('cases.policy');
  return (
    <Card title={t('title')} id="answers">
      <p className="prose-width mb-5">{t('leadSpace')}</p>
      <details>
        <summary className="mb-5 min-h-6 cursor-pointer font-semibold">{t('open')}</summary>
        <PolicyForm policy={policy} resourceId={spaceId} action={savePolicyAction} />
      </details>
    </Card>
  );
}
