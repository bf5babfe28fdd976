(() => {
  'use strict';
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const list = one('#list');
  const reveal = () => {
    const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = found && one('details', found);
    if (details) { found.hidden = false; details.open = true; found.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);

  // What a line shows at the pointer.
  const label = document.createElement('div');
  label.className = 'pointed';
  label.hidden = true;
  document.body.append(label);
  const periods = (one('main').dataset.periods || '').split(';');
  document.addEventListener('pointermove', event => {
    const area = event.target.closest && event.target.closest('figure.series svg.area');
    if (!area) { label.hidden = true; return; }
    // The text alternative holds the figures: the last one ends the sentence.
    const counts = one('desc', area).textContent.replace(/^.*?: |\.$/g, '').split('; ');
    const box = area.getBoundingClientRect();
    const at = Math.min(counts.length - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * counts.length)));
    const day = counts.length === periods.length ? periods[at] + ': ' : '';
    label.textContent = day + counts[at];
    label.hidden = false;
    const left = Math.min(event.clientX + 12, innerWidth - label.offsetWidth - 8);
    label.style.setProperty('left', left + 'px');
    label.style.setProperty('top', event.clientY + 14 + 'px');
  });

  if (!list) return;
  const items = all('li.problem', list);
  const cut = one('li.cut', list);
  const heads = all('.heads button');
  const form = one('#controls');
  const words = new Map();
  const textOf = item => {
    // Its own words alone: a neighbour's title would find it too.
    if (!words.has(item)) {
      const own = all('.name, blockquote, .tag, .ids p', item).map(part => part.textContent);
      words.set(item, own.join(' ').toLowerCase());
    }
    return words.get(item);
  };
  let order = { by: 'rank', down: false };

  const narrowed = () => form && (one('#find').value.trim() !== '' || all('select', form).some(select => select.value));

  const filter = () => {
    const asked = form ? one('#find').value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    const chosen = form ? all('select', form).filter(select => select.value) : [];
    let shown = 0;
    for (const item of items) {
      const fits = chosen.every(select => item.dataset[select.name] === select.value)
        && (asked.length === 0 || asked.every(word => textOf(item).includes(word)));
      item.hidden = !fits;
      shown += fits;
    }
    if (cut) cut.hidden = order.by !== 'rank' || order.down || narrowed();
    if (form) one('#count').textContent = narrowed() ? shown + ' of ' + items.length + ' problems' : '';
  };

  const valueOf = (item, by) => by === 'title' ? one('.name bdi', item).textContent : Number(item.dataset[by] ?? NaN);

  const sort = (by, down) => {
    order = { by, down };
    const compared = (a, b) => {
      const [x, y] = [valueOf(a, by), valueOf(b, by)];
      // What has no figure comes last, whichever way; equals keep their rank.
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y) || a.dataset.rank - b.dataset.rank;
      const order = typeof x === 'string' ? x.localeCompare(y) : x - y;
      return (down ? -order : order) || a.dataset.rank - b.dataset.rank;
    };
    const sorted = [...items].sort(compared);
    if (cut && by === 'rank' && !down) sorted.splice(cutAt, 0, cut); else if (cut) sorted.push(cut);
    list.append(...sorted);
    for (const head of heads) {
      const pressed = head.dataset.by === by;
      head.setAttribute('aria-pressed', pressed);
      head.dataset.order = pressed ? (down ? 'down' : 'up') : '';
    }
    filter();
  };
  const cutAt = cut ? [...list.children].indexOf(cut) : -1;

  for (const head of heads) {
    head.disabled = false;
    head.addEventListener('click', () => {
      const by = head.dataset.by;
      const first = by !== 'rank' && by !== 'title';
      sort(by, order.by === by ? !order.down : first);
    });
  }
  sort('rank', false);

  if (form) {
    form.hidden = false;
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('input', filter);
    form.addEventListener('reset', () => setTimeout(filter));
    const unfold = one('#unfold');
    unfold.addEventListener('click', () => {
      const open = unfold.dataset.open !== 'yes';
      unfold.dataset.open = open ? 'yes' : '';
      unfold.textContent = open ? 'Close all' : 'Open all';
      for (const item of items) { const details = one('details', item); if (details && !item.hidden) details.open = open; }
    });
  }
  reveal();
})();
