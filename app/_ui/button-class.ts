import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong forced-colors:border-[ButtonText] forced-colors:bg-[ButtonFace] forced-colors:text-[ButtonText]',
  secondary: 'border-line-strong bg-surface text-ink hover:border-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft hover:text-accent-strong',
  danger: 'border-attention bg-surface text-attention hover:bg-attention-soft',
};

/** How a button looks, for elements that are buttons by other means (links, React Aria's own). */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'normal', extra?: string): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-md border font-medium no-underline transition-colors',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    size === 'normal' ? 'min-h-11 px-4 py-2 text-base' : 'min-h-8 px-3 py-1 text-sm',
    variants[variant],
    extra,
  );
}
