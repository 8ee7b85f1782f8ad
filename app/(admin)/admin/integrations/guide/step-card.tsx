import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import type { Step } from '@/lib/usecases/view-integration';

const TONES = { done: 'ok', now: 'waiting', later: 'off' } as const satisfies Record<Step, string>;

type Props = { id: string; number: number; name: string; state: Step; children: ReactNode };

export function StepCard({ id, number, name, state, children }: Props) {
  const t = useTranslations('setup.guide');
  return (
    <Card
      id={id}
      title={t('step', { number, name })}
      aside={
        <Badge tone={TONES[state]} {...(state === 'later' && { icon: 'clock' })}>
          {t(`state.${state}`)}
        </Badge>
      }
    >
      {children}
    </Card>
  );
}

/** One thing to do at Microsoft, under the portal's own name for the place. */
export function PortalTask({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="prose-width">
      <h3 className="font-semibold">{title}</h3>
      <div className="mt-1 flex flex-col items-start gap-2">{children}</div>
    </li>
  );
}
