/* Carrel's booking widget: puts a frame into each <div class="carrel-widget">. What it does, and what it sends: docs/embeds.md */
(() => {
  const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  if (!script) return;
  const home = new URL(script.src).origin;
  const begun = Symbol.for(`carrel ${home}`);
  if (window[begun]) return;
  window[begun] = true;

  const PATHS = { person: 'appointments', group: 'appointments', location: 'locations' };
  const LONGEST_WAIT_MS = 15_000;
  const widgets = [];

  function put(box) {
    const kind = Object.keys(PATHS).find((name) => box.dataset[name]);
    if (!kind || box[begun]) return;
    box[begun] = true;
    const { theme, accent, compact, title, lang } = box.dataset;
    const own = box.closest('[lang]');
    const asked = { theme, accent, compact, lang: lang || (own && own.lang), host: location.origin };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined && value !== null));
    if (query.get('compact') === '') query.set('compact', '1');

    const link = box.querySelector('a');
    const frame = document.createElement('iframe');
    frame.title = title || (link && link.textContent.trim()) || 'Booking';
    frame.loading = 'lazy';
    frame.src = `${home}/embed/${PATHS[kind]}/${encodeURIComponent(box.dataset[kind])}?${query}`;
    // By way of the object model, which a strict style-src lets pass.
    Object.assign(frame.style, { display: 'block', width: '100%', height: '24rem', border: '0' });
    const widget = { box, frame, page: null };
    widgets.push(widget);
    // A frame that says nothing was refused: then the link alone stays.
    frame.addEventListener('load', () => setTimeout(() => widget.page || show(frame, false), LONGEST_WAIT_MS));
    box.append(frame);
  }

  function show(element, yes) {
    element.style.display = yes ? 'block' : 'none';
  }

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== home || !data || !Number.isFinite(data.carrelHeight)) return;
    const widget = widgets.find(({ frame }) => frame.contentWindow === source);
    if (!widget) return;
    const { box, frame, page } = widget;
    show(frame, true);
    frame.style.height = `${Math.min(Math.max(Math.ceil(data.carrelHeight), 80), 20_000)}px`;
    if (page === data.carrelPage) return;
    widget.page = data.carrelPage;
    // The link has done its work, unless somebody is on it. Focus stays where it is.
    if (!page) for (const one of box.children) if (one !== frame && !one.contains(document.activeElement)) show(one, false);
    // A step further on, the top of the new page may be out of sight.
    if (page && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });

  const look = () => document.querySelectorAll('.carrel-widget').forEach(put);
  look();
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
