// Clicks on everything that the page offers and writes down whether it did what it says.
(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const lines = [];
  const saw = (what, so) => lines.push(what + ': ' + (so ? 'yes' : 'NO'));
  const items = () => all('li.problem');
  const shown = () => items().filter(item => item.getClientRects().length > 0);
  const tickets = () => items().map(item => Number(item.dataset.tickets));
  const falls = list => list.every((value, at) => at === 0 || list[at - 1] >= value);
  const ids = () => items().map(item => item.id).join();
  const head = by => one('.heads [data-by=' + by + ']');
  const type = (field, value) => { field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); };

  const ranked = ids();
  saw('all problems are shown', shown().length === items().length);
  head('tickets').click();
  saw('by tickets, most first', falls(tickets()) && head('tickets').getAttribute('aria-pressed') === 'true');
  head('tickets').click();
  saw('by tickets, fewest first', falls(tickets().reverse()));
  head('title').click();
  saw('by title', ids() !== ranked || items().length < 3);
  head('rank').click();
  saw('by rank again', ids() === ranked && one('.heads [aria-pressed=true]') === head('rank'));

  const first = items()[0];
  const title = first.querySelector('.name bdi').textContent;
  type(one('#find'), title.toUpperCase());
  saw('found by its title, in capitals', shown().includes(first) && shown().length < items().length);
  saw('the number found is told', one('#count').textContent.startsWith(shown().length + ' of ' + items().length));
  type(one('#find'), 'no such word anywhere');
  saw('what is not there is not found', shown().length === 0);
  type(one('#find'), '');

  for (const select of all('#controls select')) {
    const value = select.options[1].value;
    select.value = value;
    select.dispatchEvent(new Event('input', { bubbles: true }));
    const fits = items().filter(item => item.dataset[select.name] === value);
    saw('filtered by ' + select.name, fits.length > 0 && fits.length === shown().length && fits.every(item => shown().includes(item)));
    select.value = '';
    select.dispatchEvent(new Event('input', { bubbles: true }));
  }
  saw('all problems are shown again', shown().length === items().length);

  one('#unfold').click();
  saw('all are opened', all('li.problem > details').every(details => details.open));
  one('#unfold').click();
  saw('all are closed', all('li.problem > details').every(details => !details.open));
  const last = items().at(-1);
  location.hash = last.id;
  dispatchEvent(new Event('hashchange'));
  saw('a link opens its problem', last.querySelector('details').open);

  const area = first.querySelector('figure.series svg.area');
  if (area) {
    first.querySelector('details').open = true;
    const box = area.getBoundingClientRect();
    area.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: box.left + 1, clientY: box.top + 9 }));
    const label = one('.pointed');
    saw('a point of a line is told', !label.hidden && /\S: [\d,]+$/.test(label.textContent));
  }
  const told = document.createElement('pre');
  told.id = 'clicked';
  told.textContent = lines.join('\n');
  document.body.append(told);
})();
