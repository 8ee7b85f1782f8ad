'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Button, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type ButtonVariant, buttonClass } from './button-class';
import { Icon } from './icon';

type Props = {
  /** The words on the button that opens it. */
  trigger: ReactNode;
  triggerVariant?: ButtonVariant;
  title: ReactNode;
  /** Interrupts for a decision: a click beside it does not close it. */
  alert?: boolean;
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** A window above the page, opened by its own button. Escape closes it and the focus returns. */
export function Dialog({ trigger, triggerVariant, title, alert, children }: Props) {
  const t = useTranslations('ui');
  return (
    <DialogTrigger>
      <Button className={buttonClass(triggerVariant)}>{trigger}</Button>
      <ModalOverlay
        isDismissable={!alert}
        className="fixed inset-0 z-40 flex items-end justify-center bg-[rgb(20_19_17/45%)] p-4 sm:items-center"
      >
        <Modal className="max-h-full w-full max-w-lg overflow-y-auto rounded-md border border-line bg-surface shadow-float">
          <AriaDialog role={alert ? 'alertdialog' : 'dialog'} className="p-6 outline-none">
            {({ close }) => (
              <>
                <div className="mb-3 flex items-start justify-between gap-4">
                  <Heading slot="title" className="text-xl">
                    {title}
                  </Heading>
                  <Button onPress={close} aria-label={t('close')} className={buttonClass('quiet', 'small', 'px-2')}>
                    <Icon name="close" />
                  </Button>
                </div>
                {typeof children === 'function' ? children(close) : children}
              </>
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
