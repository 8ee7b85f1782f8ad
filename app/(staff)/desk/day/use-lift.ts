import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Bar, DaySpace, Spot } from './types';

/** A booking that is on its way: where it stands, and where it would be put down. */
export type Lift = { bar: Bar; home: Spot; at: Spot; by: 'pointer' | 'keys' };

type Day = { spaces: readonly DaySpace[]; minutes: number; table: RefObject<HTMLTableElement | null> };
type Hear = {
  lifted: (lift: Lift) => void;
  moved: (lift: Lift) => void;
  dropped: (lift: Lift) => void;
  back: (lift: Lift) => void;
};

/** So far a press may wander before it is a drag, in pixels. */
const SLACK = 5;
const ARROWS: Record<string, [steps: number, rows: number]> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
};

/**
 * Lifting a booking and putting it down elsewhere: by pointer, or from the keyboard with M, arrows, Enter and Escape.
 * Fingers scroll, so a touch never drags: it opens the booking, whose form does the same (WCAG 2.5.7).
 */
export function useLift({ spaces, minutes, table }: Day, hear: Hear) {
  const [lift, setLift] = useState<Lift | null>(null);
  const press = useRef<{ bar: Bar; home: Spot; x: number; y: number } | null>(null);
  const dragged = useRef(false);

  const aboutOf = (target: EventTarget): { bar: Bar; home: Spot } | null => {
    const link = target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
    const spaceId = Number(link?.closest<HTMLElement>('tr')?.dataset.space);
    const bar = spaces.find(({ id }) => id === spaceId)?.bars.find(({ publicId }) => publicId === link?.dataset.bar);
    return bar?.movable ? { bar, home: { spaceId, from: bar.from } } : null;
  };
  const within = (bar: Bar, from: number) => Math.max(0, Math.min(minutes - (bar.to - bar.from), from));
  const stepOf = ({ spaceId }: Spot) => spaces.find(({ id }) => id === spaceId)?.stepMinutes ?? 30;
  const put = (next: Lift) => {
    if (lift && isSame(lift.at, next.at)) return;
    setLift(next);
    hear.moved(next);
  };
  const letGo = () => {
    if (lift) hear.back(lift);
    setLift(null);
    press.current = null;
  };
  const drop = (done: Lift) => {
    setLift(null);
    press.current = null;
    if (isSame(done.at, done.home)) hear.back(done);
    else hear.dropped(done);
  };

  const onPointerDown = (event: PointerEvent) => {
    dragged.current = false;
    const about = event.button === 0 && event.pointerType !== 'touch' ? aboutOf(event.target) : null;
    press.current = about && { ...about, x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = press.current;
    if (!from || !table.current) return;
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK;
    if (!far && !dragged.current) return;
    if (!dragged.current) {
      dragged.current = true;
      table.current.setPointerCapture(event.pointerId);
    }
    const names = table.current.querySelector('th')?.offsetWidth ?? 0;
    const perPixel = minutes / (table.current.offsetWidth - names);
    const step = stepOf(from.home);
    const moved = Math.round(((event.clientX - from.x) * perPixel) / step) * step;
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('tr[data-space]');
    const spaceId = Number(under?.dataset.space) || lift?.at.spaceId || from.home.spaceId;
    const { bar, home } = from;
    put({ bar, home, at: { spaceId, from: within(bar, home.from + moved) }, by: 'pointer' });
  };
  const onPointerUp = () => {
    if (lift?.by === 'pointer') drop(lift);
    press.current = null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!lift) {
      const about = event.key.toLowerCase() === 'm' ? aboutOf(event.target) : null;
      if (!about) return;
      event.preventDefault();
      const next: Lift = { ...about, at: about.home, by: 'keys' };
      setLift(next);
      return hear.lifted(next);
    }
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') return letGo();
    if (!arrow) return drop(lift);
    const row = spaces.findIndex(({ id }) => id === lift.at.spaceId) + arrow[1];
    const spaceId = spaces[row]?.id ?? lift.at.spaceId;
    put({ ...lift, at: { spaceId, from: within(lift.bar, lift.at.from + arrow[0] * stepOf(lift.home)) } });
  };

  return {
    lift,
    letGo,
    handlers: {
      ...{ onPointerDown, onPointerMove, onPointerUp, onPointerCancel: letGo, onKeyDown },
      // What ends a drag is no press on the link under it.
      onClickCapture: (event: { preventDefault: () => void }) => dragged.current && event.preventDefault(),
      // Whoever leaves with Tab has let go.
      onBlur: () => lift?.by === 'keys' && letGo(),
    },
  };
}

const isSame = (a: Spot, b: Spot) => a.spaceId === b.spaceId && a.from === b.from;
