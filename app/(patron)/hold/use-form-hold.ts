import { useEffect, useEffectEvent, useRef } from 'react';

const FORM = 'booking-form';
/** What says which space or whom, and which time; the rest of the form stays where it is until it is sent. */
const CHOICE = ['spaceId', 'slug', 'kindId', 'placeId', 'group', 'timeZone', 'with', 'start', 'end', 'minutes'];

/**
 * Keeps the time that the booking form names: at once where it was chosen on the way here, else as soon as somebody begins
 * to fill the form in; another choice is kept instead. Leaving lets go of it.
 */
export function useFormHold(heldId: string | null, isChosen: boolean, keep: (choice: FormData) => void): void {
  const current = useRef(heldId);
  current.current = heldId;
  const hasBegun = useRef(false);
  const begin = useEffectEvent(() => {
    const form = document.getElementById(FORM);
    if (!(form instanceof HTMLFormElement)) return;
    hasBegun.current = true;
    const [all, choice] = [new FormData(form), new FormData()];
    for (const name of CHOICE) if (all.has(name)) choice.set(name, String(all.get(name)));
    keep(choice);
  });

  useEffect(() => {
    // Also where the page was made with a hold: the one before it lets go of that as it is left.
    if (isChosen) begin();
    const form = document.getElementById(FORM);
    const changed = ({ target }: Event) => {
      const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && isRadio(target));
      if (isChoice && CHOICE.includes(target.name)) begin();
    };
    const entered = ({ target }: Event) => {
      const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (isField && !hasBegun.current) begin();
    };
    const letGo = () => {
      if (current.current) navigator.sendBeacon('/api/holds/release', current.current);
    };
    // Back again, from the browser's own memory of the page.
    const returned = ({ persisted }: PageTransitionEvent) => persisted && hasBegun.current && begin();
    form?.addEventListener('change', changed);
    form?.addEventListener('focusin', entered);
    window.addEventListener('pagehide', letGo);
    window.addEventListener('pageshow', returned);
    return () => {
      form?.removeEventListener('change', changed);
      form?.removeEventListener('focusin', entered);
      window.removeEventListener('pagehide', letGo);
      window.removeEventListener('pageshow', returned);
      letGo();
    };
  }, [isChosen]);
}

const isRadio = ({ type }: HTMLInputElement) => type === 'radio';
