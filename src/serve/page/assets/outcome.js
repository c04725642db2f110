// Tells the server what became of a search, where the operator records searches: which hit was
// followed or unfolded, whether an answer helped, and that nothing did but other words were tried.
// Nothing that names the reader leaves the browser: what came before is known to this tab only.

const SOON = 60_000; // milliseconds after which another search is another matter
const KEPT = 'faq-search';

const heading = document.querySelector('[data-search]');
const search = heading?.dataset.search;
const address = new URL('api/v1/events', document.baseURI);

function send(event, values) {
  const body = new URLSearchParams({ event, query: search, ...values });
  navigator.sendBeacon(address, body);
}

// A browser may refuse to keep anything.
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(value));
  } catch {
    // Then it is not known that words were changed, and nothing else is lost.
  }
}

function follow(hits) {
  const done = () => keep({ ...kept(), done: true });
  const about = (element) => {
    const hit = element.closest('[data-entry]');
    return hit && { entry: hit.dataset.entry, rank: hit.dataset.rank };
  };
  const clicked = (event) => {
    const entry = event.target.closest('a') && about(event.target);
    if (!entry) return;
    send('click', entry);
    done();
  };
  hits.addEventListener('click', clicked);
  hits.addEventListener('auxclick', clicked);
  const seen = new Set();
  // The event does not bubble.
  hits.addEventListener('toggle', (event) => {
    const entry = about(event.target);
    if (!entry || !event.target.open || seen.has(entry.entry)) return;
    seen.add(entry.entry);
    send('open', entry);
    done();
  }, true);
  hits.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    send(event.submitter.value, about(form));
    done();
    const thanks = document.createElement('p');
    thanks.setAttribute('role', 'status');
    thanks.tabIndex = -1;
    form.replaceChildren(thanks);
    // The button that had the focus is gone; what comes after it stays next.
    thanks.focus();
    thanks.textContent = form.dataset.thanks;
  });
}

if (search) {
  const words = new URL(location.href).searchParams.get('q');
  const before = kept();
  const isSoon = before && Date.now() - before.at < SOON;
  // Who comes back to a search, or asks the same once more, goes on with it.
  const isSame = before?.search === search || (isSoon && before.words === words);
  if (isSoon && !isSame && !before.done) {
    send('rephrased', { query: before.search, by: search });
  }
  keep({ search, words, at: Date.now(), done: isSame && before.done });
  const hits = document.querySelector('.hits');
  if (hits) follow(hits);
}
