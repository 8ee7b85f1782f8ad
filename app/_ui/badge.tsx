import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';

export type Tone = 'ok' | 'waiting' | 'attention' | 'off' | 'plain';

const looks: Record<Tone, { className: string; icon?: IconName }> = {
  ok: { className: 'border-transparent bg-ok-soft text-ok', icon: 'check' },
  waiting: { className: 'border-transparent bg-waiting-soft text-waiting', icon: 'clock' },
  attention: { className: 'border-transparent bg-attention-soft text-attention', icon: 'alert' },
  off: { className: 'border-transparent bg-off-soft text-off', icon: 'pause' },
  plain: { className: 'border-line text-ink-soft' },
};

/** A state or a quality in a word or two. States bring their icon, so that colour never speaks alone. */
export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const look = looks[tone];
  const name = icon ?? look.icon;
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-full border px-2.5 py-0.5 text-sm font-medium whitespace-nowrap',
        look.className,
      )}
    >
      {name && <Icon name={name} />}
      {children}
    </span>
  );
}
