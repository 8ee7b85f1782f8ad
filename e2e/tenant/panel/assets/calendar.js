// The week by mouse: draw an empty span, carry an event elsewhere, pull its lower edge. Everything here can be done by
// the links and forms of the page too; what is dragged is sent by a form of the page, as any other change.
(() => {
  const week = document.querySelector('.week');
  if (!week) return;

  const STEP = 15;
  const SLACK = 4;
  const first = Number(week.dataset.from);
  const last = Number(week.dataset.to);
  const form = document.getElementById('dragged');
  const tracks = [...week.querySelectorAll('.track')];
  const rows = [...week.querySelectorAll('.bars')];
  const snapped = (minutes) => Math.round(minutes / STEP) * STEP;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const two = (number) => String(number).padStart(2, '0');
  const timeOf = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

  const minutesAt = (track, y) => {
    const box = track.getBoundingClientRect();
    return first + ((y - box.top) / box.height) * (last - first);
  };

  /** The column under the pointer; beside the week the nearest one. */
  const columnAt = (columns, x) => {
    const found = columns.find((column) => x < column.getBoundingClientRect().right);
    return found ?? columns.at(-1);
  };

  /** Date and time of a number of minutes counted from the midnight of a date. */
  const pointAt = (date, minutes) => {
    const days = Math.floor(minutes / 1440);
    const at = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
    return { date: at.toISOString().slice(0, 10), time: timeOf(minutes - days * 1440) };
  };

  const ghost = document.createElement('div');
  ghost.className = 'ghost';
  const showGhost = (track, from, to, words) => {
    const share = 100 / (last - first);
    ghost.style.top = `${(clamp(from, first, last) - first) * share}%`;
    ghost.style.height = `${(clamp(to, first, last) - clamp(from, first, last)) * share}%`;
    ghost.textContent = words;
    if (ghost.parentElement !== track) track.append(ghost);
  };

  const send = (event, act, { date, time }) => {
    const address = new URL(week.dataset.events, location.href);
    address.pathname += `${event}/${act}`;
    form.action = address.pathname + address.search;
    form.elements.date.value = date;
    form.elements.time.value = time;
    form.submit();
  };

  /** Follows the pointer until it is let go; Escape puts everything back. */
  const follow = (start, { move, drop, idle }) => {
    let moved = false;
    const onMove = (event) => {
      if (!moved && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK) return;
      if (!moved) document.body.classList.add('dragging');
      moved = true;
      move(event);
    };
    const end = () => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', onCancel);
      removeEventListener('keydown', onKey);
      document.body.classList.remove('dragging');
      for (const one of week.querySelectorAll('.moving')) one.classList.remove('moving');
      ghost.style.cssText = '';
      ghost.remove();
    };
    const swallowClick = () => {
      const swallow = (event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
    };
    const onUp = (event) => {
      end();
      if (moved) swallowClick();
      if (moved) drop(event);
      else idle?.(event);
    };
    const onCancel = () => end();
    const onKey = (event) => {
      if (event.key !== 'Escape') return;
      if (moved) swallowClick();
      end();
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', onCancel);
    addEventListener('keydown', onKey);
  };

  const drawNew = (start, track) => {
    const at = Math.floor(minutesAt(track, start.clientY) / 30) * 30;
    const span = (event) => {
      const to = snapped(minutesAt(track, event.clientY));
      const [from, end] = to > at ? [at, to] : [to, at + 30];
      return { from: clamp(from, 0, 1425), to: clamp(Math.max(end, from + STEP), STEP, 1439) };
    };
    const open = ({ from, to }) => {
      const address = new URL(week.dataset.new, location.href);
      address.searchParams.set('date', track.dataset.date);
      address.searchParams.set('start', timeOf(from));
      address.searchParams.set('end', timeOf(to));
      location.assign(address);
    };
    follow(start, {
      move: (event) => {
        const { from, to } = span(event);
        showGhost(track, from, to, `${timeOf(from)} – ${timeOf(to)}`);
      },
      drop: (event) => open(span(event)),
      idle: () => open({ from: at, to: Math.min(at + 60, 1439) }),
    });
  };

  const carry = (start, card) => {
    const home = card.closest('.track');
    const length = Number(card.dataset.length);
    const grabbed = minutesAt(home, start.clientY) - Number(card.dataset.from);
    const target = (event) => {
      const track = columnAt(tracks, event.clientX);
      return { track, from: snapped(minutesAt(track, event.clientY) - grabbed) };
    };
    card.classList.add('moving');
    follow(start, {
      move: (event) => {
        const { track, from } = target(event);
        showGhost(
          track,
          from,
          from + length,
          `${pointAt(track.dataset.date, from).time} ${card.querySelector('strong').textContent}`,
        );
      },
      drop: (event) => {
        const { track, from } = target(event);
        if (track === home && from === Number(card.dataset.from)) return;
        send(card.dataset.event, 'move', pointAt(track.dataset.date, from));
      },
    });
  };

  const pull = (start, card) => {
    const track = card.closest('.track');
    const from = Number(card.dataset.from);
    const end = (event) => clamp(snapped(minutesAt(track, event.clientY)), from + STEP, 1440);
    card.classList.add('moving');
    follow(start, {
      move: (event) => {
        const to = end(event);
        showGhost(track, from, to, `until ${pointAt(track.dataset.date, to).time}`);
      },
      drop: (event) => {
        const to = end(event);
        if (to !== from + Number(card.dataset.length))
          send(card.dataset.event, 'resize', pointAt(track.dataset.date, to));
      },
    });
  };

  /** A bar goes from day to day; what it has of hours stays. */
  const carryBar = (start, card) => {
    const home = rows.indexOf(card.closest('.bars'));
    const from = Number(card.dataset.from);
    const days = (event) => rows.indexOf(columnAt(rows, event.clientX)) - home;
    const begins = (event) => pointAt(rows[home].dataset.date, from + days(event) * 1440);
    card.classList.add('moving');
    follow(start, {
      move: (event) => {
        ghost.textContent = card.querySelector('strong').textContent;
        columnAt(rows, event.clientX).append(ghost);
      },
      drop: (event) => {
        if (days(event) !== 0) send(card.dataset.event, 'move', begins(event));
      },
    });
  };

  week.addEventListener('pointerdown', (event) => {
    // A finger scrolls; it has the forms.
    if (event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const card = event.target.closest('[data-event]');
    if (card && event.target.closest('.grip')) pull(event, card);
    else if (card?.dataset.kind === 'timed') carry(event, card);
    else if (card) carryBar(event, card);
    else if (event.target.closest('.slots')) drawNew(event, event.target.closest('.track'));
    else return;
    if (!card) event.preventDefault();
  });
  // Where the script reads a span, the links of the empty hours stand back.
  week.addEventListener('click', (event) => {
    if (event.target.closest('.slots') && !event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
  });
  week.addEventListener('dragstart', (event) => event.preventDefault());

  const now = week.querySelector('.now');
  if (now && week.dataset.clock === 'runs') {
    const minute = Number(now.dataset.minute);
    const openedAt = performance.now();
    setInterval(() => {
      const at = minute + (performance.now() - openedAt) / 60_000;
      now.style.top = `${((at - first) / (last - first)) * 100}%`;
      now.hidden = at > last;
    }, 30_000);
  }
})();
