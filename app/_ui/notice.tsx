import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';
import { TakeLostFocus } from './take-lost-focus';

export type NoticeKind = 'info' | 'success' | 'attention' | 'error';

const looks: Record<NoticeKind, { icon: IconName; className: string; mark: string }> = {
  info: { icon: 'info', className: 'border-waiting bg-waiting-soft', mark: 'text-waiting' },
  success: { icon: 'check', className: 'border-ok bg-ok-soft', mark: 'text-ok' },
  attention: { icon: 'alert', className: 'border-attention bg-attention-soft', mark: 'text-attention' },
  error: {
    icon: 'error',
    className: 'border-attention bg-attention-soft border-y-2 border-r-2',
    mark: 'text-attention',
  },
};

type Props = {
  kind: NoticeKind;
  /** What happened, in a few words; without it the kind itself is the title ("Done"). */
  title?: ReactNode;
  /** What happens next, or what to do. */
  children?: ReactNode;
  /** Not the answer to a deed but part of the page: readers meet it where it stands and are not interrupted. */
  still?: boolean;
  action?: ReactNode;
};

/** Says what happened and what comes next: icon, word and colour together. */
export function Notice({ kind, title, children, still, action }: Props) {
  const t = useTranslations('ui');
  const { icon, className, mark } = looks[kind];
  const box = (
    <div
      role={still ? undefined : kind === 'error' ? 'alert' : 'status'}
      className={classNames('flex gap-3 rounded-md border border-l-4 px-4 py-3', className)}
    >
      <Icon name={icon} className={classNames('mt-0.5 size-5', mark)} />
      <div className="min-w-0 flex-1">
        <p className={classNames('font-semibold', mark)}>{title ?? t(`notice.${kind}`)}</p>
        {children && <div className="prose-width mt-0.5 break-words">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
  return kind === 'success' && !still ? <TakeLostFocus>{box}</TakeLostFocus> : box;
}
