// The evaluation tab: sends a question set, watches runs, shows one.
const $ = (selector, from = element) => from.querySelector(selector);
const pause = ms => new Promise(done => setTimeout(done, ms));
let opening = false;
let watching = false;
let again = false; // a run may have begun since the list was asked for
let shown = ''; // the run that is looked at; "" for the list
let chosen = null;

const desk = () => $('.desk');
function told(said) {
  const line = $('.told');
  if (!line || !said) return;
  line.textContent = said;
  setTimeout(() => { if (line.textContent === said) line.textContent = ''; }, 8000);
}
const failed = () => told(desk() && desk().dataset.error);
function localTimes() {
  for (const time of element.querySelectorAll('time'))
    time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang, {dateStyle: 'medium', timeStyle: 'short'});
}
async function open() {
  if (opening) return; // the tab is chosen while it loads
  opening = true;
  try {
    element.innerHTML = await server.evaluation_open(null);
    shown = '';
    localTimes();
    watch();
  } catch { /* tried again when the tab is chosen again */ }
  opening = false;
}
async function list() {
  const {html, busy} = await server.evaluation_list(null);
  if (!shown && desk()) {
    const said = $('.sending') ? $('.sending').textContent : '';
    const bad = $('.sending') && $('.sending').classList.contains('bad');
    const focus = document.activeElement && element.contains(document.activeElement)
      ? [document.activeElement.dataset.act, (document.activeElement.closest('[data-run]') || {dataset: {}}).dataset.run] : null;
    $('.inside').innerHTML = html;
    if ($('.sending')) { $('.sending').textContent = said; $('.sending').classList.toggle('bad', bad); }
    if (focus && focus[0]) {
      const again = [...element.querySelectorAll(`[data-act="${focus[0]}"]`)]
        .find(node => ((node.closest('[data-run]') || {dataset: {}}).dataset.run) === focus[1]);
      if (again) again.focus({preventScroll: true});
    }
    localTimes();
  }
  return busy;
}
async function watch() {
  again = true;
  if (watching) return;
  watching = true;
  for (let failures = 0; failures < 30;) {
    again = false;
    try { if (!await list() && !again) break; failures = 0; } catch { failures += 1; }
    if (!again) await pause(1500);
  }
  watching = false;
}
async function send(file) {
  const line = $('.sending');
  const say = (said, bad) => { line.textContent = said; line.classList.toggle('bad', bad); };
  if (!file) return;
  say(desk().dataset.sending, false);
  let token = '', problem = desk().dataset.broken;
  try {
    const reply = await fetch('baowen/upload?for=questions&name=' + encodeURIComponent(file.name), {method: 'POST', body: file});
    const said = await reply.json();
    if (reply.ok) token = said.token; else problem = said.detail || problem;
    if (token) problem = await server.evaluation_begin(token);
  } catch { token = ''; }
  if ($('.sending')) { const now = $('.sending'); now.textContent = problem; now.classList.toggle('bad', !!problem); }
  if (!problem) watch();
}
async function act(kind, run) {
  try { told(await server.evaluation_act({act: kind, run})); await list(); watch(); } catch { failed(); }
}

const acts = {
  choose: () => $('input[type=file]').click(),
  open: async button => {
    const run = button.closest('[data-run]').dataset.run;
    try {
      const html = await server.evaluation_run(run);
      if (!html) { await list(); return; }
      shown = run;
      $('.inside').innerHTML = html;
      localTimes();
      scrollTo(0, 0);
      $('.back').focus({preventScroll: true});
    } catch { failed(); }
  },
  back: async () => { shown = ''; try { await list(); watch(); } catch { failed(); } },
  more: async button => {
    try {
      const html = await server.evaluation_more({run: button.dataset.run, start: Number(button.dataset.start)});
      button.insertAdjacentHTML('afterend', html);
      button.remove();
    } catch { failed(); }
  },
  stop: button => act('stop', button.closest('[data-run]').dataset.run),
  go_on: button => act('go_on', button.closest('[data-run]').dataset.run),
  delete: button => {
    chosen = button.closest('[data-run]');
    $('dialog.delete blockquote').textContent = chosen.dataset.name;
    $('dialog.delete').showModal();
  },
  no: button => button.closest('dialog').close(),
};
element.addEventListener('click', event => {
  const node = event.target.closest('[data-act]');
  if (node && element.contains(node) && acts[node.dataset.act]) acts[node.dataset.act](node);
});
element.addEventListener('submit', event => {
  event.preventDefault();
  event.target.closest('dialog').close();
  act('delete', chosen.dataset.run);
});
element.addEventListener('change', event => {
  if (!event.target.matches('input[type=file]')) return;
  send(event.target.files[0]);
  event.target.value = '';
});
droppable(carried => send(carried.files[0]));
document.addEventListener('baowen:evaluation', () => { if (!desk()) open(); else if (!shown) watch(); });
open();
