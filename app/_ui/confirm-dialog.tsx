'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { Dialog } from './dialog';
import { SubmitButton } from './submit-button';

type Props = {
  trigger: ReactNode;
  triggerVariant?: ButtonVariant;
  title: ReactNode;
  /** What will happen, and what will not: shown before the person decides. */
  consequence: ReactNode;
  /** Names the deed: "Disconnect", never "OK". */
  confirmLabel: string;
  pendingLabel?: string;
  action: (form: FormData) => void | Promise<void>;
  /** Sent along with the decision. */
  hidden?: Record<string, string | number>;
  /** Further choices about the consequence, such as a switch. */
  children?: ReactNode;
};

/** Asks before a deed that cannot be taken back, and says what follows from it. */
export function ConfirmDialog(props: Props) {
  const {
    trigger,
    triggerVariant = 'danger',
    title,
    consequence,
    confirmLabel,
    pendingLabel,
    action,
    hidden = {},
  } = props;
  const t = useTranslations('ui');
  return (
    <Dialog trigger={trigger} triggerVariant={triggerVariant} title={title} alert>
      {(close) => (
        <form
          action={async (form) => {
            await action(form);
            close();
          }}
          className="flex flex-col gap-5"
        >
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div>{consequence}</div>
          {props.children}
          <div className="flex flex-wrap justify-end gap-3">
            <button type="button" onClick={close} className={buttonClass('secondary')}>
              {t('cancel')}
            </button>
            <SubmitButton variant="danger" pendingLabel={pendingLabel}>
              {confirmLabel}
            </SubmitButton>
          </div>
        </form>
      )}
    </Dialog>
  );
}
