import { classNames } from './class-names';

/** Holds the place of lines of text that are still to come. Decoration: a `Progress` beside it says what is awaited. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden="true" className={classNames('after-a-second flex flex-col gap-3', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          key={line}
          className="h-4 animate-[breathe_1.6s_ease-in-out_infinite] rounded-sm bg-off-soft last:w-2/3"
        />
      ))}
    </div>
  );
}
