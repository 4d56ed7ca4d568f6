// The article beside the chat, and the excerpt over a chip: one piece with chat.js, which comes before it.
// ── the article beside the chat ──────────────────────────────────────────────────────────────────
let at = null; // {turn, number, article}: the citation that is open
let asked = 0;
let opener = null;
const cardOf = anchor => document.getElementById(anchor);
const cardsOf = turn => all('.card', turn).filter(card => card.id[0] === 'a');
const sourcePane = () => $('#source aside');

async function openSource(anchor, from = document.activeElement) {
  const card = cardOf(anchor);
  if (!card) return;
  const pane = sourcePane(), sheet = $('.sheet', pane), turn = card.closest('.turn');
  const siblings = card.id[0] === 'a' ? cardsOf(turn) : all('.card', turn).filter(c => c.id[0] === 'n');
  const article = card.dataset.article, same = siblings.filter(c => c.dataset.article === article);
  const spans = same.map(c => [...c.dataset.span.split('-').map(Number), Number(c.dataset.number)]);
  const shown = at && at.article === article && at.turn === turn.id && at.kind === card.id[0] && $('.text', sheet);
  if (pane.hidden) { opener = from; if (!wide.matches) history.pushState({source: true}, ''); }
  at = {turn: turn.id, anchor, article, spans, kind: card.id[0], number: Number(card.dataset.number)};
  pane.hidden = false;
  $('#tabs').classList.add('reading');
  const place = $('.place', pane), i = siblings.indexOf(card);
  place.textContent = place.dataset.words.replace('{number}', i + 1).replace('{count}', siblings.length);
  $('[data-act=previous]', pane).disabled = i <= 0;
  $('[data-act=next]', pane).disabled = i >= siblings.length - 1;
  all('.card.current, .cite.current').forEach(node => node.classList.remove('current'));
  all(`.cite[data-cite="${anchor}"]`).forEach(node => node.classList.add('current'));
  card.classList.add('current');
  const pressed = $('[data-act=original][aria-pressed=true]', sheet);
  if (shown) { point(); if (pressed) paper(); return; }
  const mine = ++asked;
  all('.text mark.current', sheet).forEach(mark => mark.classList.remove('current')); // of the article before
  const wait = setTimeout(() => { if (mine === asked) notice(sheet, 'loading'); }, 150);
  try {
    const html = await server.open_article({article, spans});
    if (mine !== asked) return;
    fill(html, article);
    if (!$('.text', sheet)) sheet.append(quoteOf(card));
    named(card);
    point();
    const button = $('[data-act=original]', sheet);
    if (pressed && button) original(button);
  } catch { if (mine === asked) notice(sheet, 'failed'); }
  finally { clearTimeout(wait); }
}
function fill(html, article) {
  const sheet = $('#source .sheet');
  sheet.innerHTML = html;
  sheet.dataset.article = article;
}
// The bar keeps in sight what is open and where it stood, however far its text is scrolled.
function named(from) {
  $('#source .what').textContent = $('h2, cite', from).textContent;
  $('#source .where span:last-child').textContent = all('.meta span', from).slice(0, 3).map(node => node.textContent).join(' · ');
}
function notice(sheet, name) {
  const line = document.createElement('p');
  line.className = 'notice';
  line.textContent = sheet.dataset[name];
  sheet.replaceChildren(line);
}
function quoteOf(card) {
  const text = document.createElement('div');
  text.className = 'text kept';
  text.append($('cite', card).cloneNode(true), $('blockquote', card).cloneNode(true));
  return text;
}
function point() {
  const sheet = $('#source .sheet'), marks = all('.text mark[data-number]', sheet);
  for (const mark of marks) mark.classList.toggle('current', Number(mark.dataset.number) === at.number);
  const first = marks.find(mark => mark.classList.contains('current'));
  if (!first) { sheet.scrollTop = 0; return; }
  const below = first.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTo({top: sheet.scrollTop + below - sheet.clientHeight * 0.3, behavior: 'auto'});
}
function step(by) {
  const card = at && cardOf(at.anchor);
  if (!card) return;
  const siblings = all('.card', card.closest('.turn')).filter(c => c.id[0] === card.id[0]);
  const next = siblings[siblings.indexOf(card) + by];
  if (next) openSource(next.id);
}
function closeSource(back = true, focus = true) {
  const pane = sourcePane();
  if (!pane || pane.hidden) return;
  pane.hidden = true;
  at = null;
  asked++;
  $('#tabs').classList.remove('reading');
  all('.card.current, .cite.current').forEach(node => node.classList.remove('current'));
  if (back && history.state && history.state.source) history.back();
  if (focus && opener && opener.isConnected) opener.focus({preventScroll: true});
}
addEventListener('popstate', () => closeSource(false));
function original(button) {
  const sheet = $('#source .sheet'), on = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', on);
  $('.text', sheet).hidden = on;
  const picture = $('.picture', sheet);
  if (picture) picture.hidden = !on;
  if (on) paper(); else point();
}
// The page as it was printed, the lines that are cited marked on it.
async function paper() {
  const sheet = $('#source .sheet'), text = $('.text', sheet), article = sheet.dataset.article;
  const span = at && at.article === article ? at.spans.find(one => one[2] === at.number) : null;
  let picture = $('.picture', sheet);
  if (!picture) {
    picture = Object.assign(document.createElement('div'), {className: 'picture'});
    text.before(picture);
  }
  const wanted = picture.dataset.shows = article + ' ' + span;
  if (picture.dataset.holds !== wanted) {
    picture.textContent = sheet.dataset.loading;
    try {
      const html = await server.show_page({article, spans: span ? [span] : []});
      if (picture.dataset.shows !== wanted) return;
      picture.innerHTML = html;
      picture.dataset.holds = wanted;
    } catch { picture.textContent = sheet.dataset.failed; return; }
    const image = $('img', picture);
    if (image) await image.decode().catch(() => {});
  }
  regionOf(picture);
}
function regionOf(picture) {
  const box = $('i', picture);
  if (box) box.scrollIntoView({block: 'center', inline: 'center', behavior: 'auto'});
}

// ── the excerpt over a chip ──────────────────────────────────────────────────────────────────────
const peek = Object.assign(document.createElement('div'), {id: 'peek', hidden: true});
peek.setAttribute('role', 'tooltip');
$('.gradio-container').append(peek);
let waiting = 0;
function showPeek(chip) {
  const card = cardOf(chip.dataset.cite);
  if (!card || !wide.matches) return;
  peek.replaceChildren($('blockquote', card).cloneNode(true), $('cite', card).cloneNode(true), $('.meta', card).cloneNode(true));
  peek.hidden = false;
  const place = chip.getBoundingClientRect(), box = peek.getBoundingClientRect();
  const above = place.top - box.height - 8;
  peek.style.top = (above > 8 ? above : place.bottom + 8) + 'px';
  peek.style.left = Math.max(8, Math.min(place.left - 24, innerWidth - box.width - 8)) + 'px';
  chip.setAttribute('aria-describedby', 'peek');
}
function hidePeek() {
  clearTimeout(waiting);
  peek.hidden = true;
  all('[aria-describedby=peek]').forEach(node => node.removeAttribute('aria-describedby'));
}
document.addEventListener('pointerover', event => {
  const chip = event.pointerType === 'mouse' && event.target.closest && event.target.closest('.cite');
  hidePeek();
  if (chip) waiting = setTimeout(showPeek, 120, chip);
});
document.addEventListener('focusin', event => {
  hidePeek();
  const filter = $('details.filter[open]');
  if (filter && !filter.contains(event.target)) filter.open = false;
  if (event.target.matches('.cite:focus-visible')) showPeek(event.target);
});
document.addEventListener('scroll', hidePeek, true);
