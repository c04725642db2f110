
// <faq-search>: the search as an element of any page. It needs the server's address in `script-src`
// and `connect-src` of that page's policy, and nothing in `style-src`. STYLE and TEXTS are put before
// this by the server.

const HITS = 5;

function make(name, values = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Returns a text with its marked ranges, which count characters. */
function marked(text, ranges) {
  const characters = [...text];
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(characters.slice(at, start).join(''));
    parts.push(make('mark', { part: 'mark' }, characters.slice(start, end).join('')));
    at = end;
  }
  return [...parts, characters.slice(at).join('')];
}

class FaqSearch extends HTMLElement {
  #server;
  #form;
  #results;
  #asked;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.#server = new URL(this.getAttribute('server') ?? '.', import.meta.url);
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const address = (path) => new URL(path, this.#server).href;
    const input = make('input', {
      id: 'query', part: 'input', name: 'q', type: 'text', inputmode: 'search', enterkeyhint: 'search',
      autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '2000', dir: 'auto',
      placeholder: TEXTS.placeholder,
    });
    this.#form = make(
      'form',
      {
        part: 'form', action: this.#server.href, 'data-suggest': address('api/v1/suggest'),
        'data-label': TEXTS.search_label, 'data-count': TEXTS.suggestions,
      },
      make('label', { class: 'hidden', for: 'query' }, TEXTS.search_label),
      make('div', { class: 'field' }, input),
      make('button', { part: 'button' }, TEXTS.search),
      make('input', { type: 'hidden', name: 'in', value: TEXTS.language }),
    );
    if (this.hasAttribute('keys')) this.#form.dataset.keys = '';
    this.#results = make('div', { part: 'results' });
    const all = make('search', { lang: TEXTS.language, dir: TEXTS.direction }, this.#form, this.#results);
    root.append(all);
    enhance(this.#form);
    // The list is made by the combobox.
    this.#form.querySelector('[role=listbox]').setAttribute('part', 'suggestions');
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#ask(input.value.trim());
    });
  }

  async #ask(query) {
    this.#asked?.abort();
    if (!query) return this.#results.replaceChildren();
    this.#asked = new AbortController();
    const address = new URL('api/v1/search', this.#server);
    address.search = new URLSearchParams({ q: query, in: TEXTS.language, limit: HITS });
    try {
      const answer = await fetch(address, { signal: this.#asked.signal });
      if (answer.ok) {
        return this.#show(query, await answer.json(), answer.headers.get('faq-search'));
      }
      this.#say(answer.status === 503 ? TEXTS.busy : TEXTS.unavailable);
    } catch (error) {
      if (error.name === 'AbortError') return;
      // Why is told to scripts by no browser; whoever put the element here can find out.
      console.warn(`faq-search: ${this.#server} cannot be read. Either it does not run, or it does not `
        + `allow this site: faq serve --cors ${location.origin}`);
      this.#say(TEXTS.unavailable);
    }
  }

  #say(text) {
    this.#results.replaceChildren(make('p', { part: 'status', role: 'status' }, text));
  }

  #show(query, found, search) {
    const detail = { query, total: found.total };
    this.dispatchEvent(new CustomEvent('faq-results', { bubbles: true, composed: true, detail }));
    if (found.hits.length === 0) {
      return this.#say(`${TEXTS.nothing_found.replace('{query}', query)} ${TEXTS.nothing_found_hint}`);
    }
    const all = new URL(this.#server);
    all.search = new URLSearchParams({ q: query, in: TEXTS.language });
    const isExact = found.total_is_exact !== false;
    const total = isExact ? found.total : TEXTS.more_than.replace('{count}', found.total);
    const count = TEXTS.results.replace('{count}', total);
    this.#say('');
    this.#results.append(
      make('ol', { part: 'hits', role: 'list' }, ...found.hits.map((hit) => this.#hit(hit, search))),
    );
    if (!isExact || found.total > found.hits.length) {
      this.#results.append(make('a', { part: 'more', href: all.href }, TEXTS.all_results));
    }
    // A status that is filled later is announced, one that comes with its text may not be.
    const status = this.#results.firstChild;
    setTimeout(() => { status.textContent = count; }, 100);
  }

  #hit(hit, search) {
    const link = make(
      'a',
      { part: 'question', href: this.#place(hit) },
      ...marked(hit.question, hit.question_highlights),
    );
    const item = make('li', { part: 'hit', lang: hit.language, dir: 'auto' }, link);
    if (hit.snippet.text) {
      item.append(make('p', { part: 'snippet' }, ...marked(hit.snippet.text, hit.snippet.highlights)));
    }
    if (search) {
      const step = { event: 'click', query: search, entry: hit.id, rank: hit.rank };
      const tell = () => {
        navigator.sendBeacon(new URL('api/v1/events', this.#server), new URLSearchParams(step));
      };
      link.addEventListener('click', tell);
      link.addEventListener('auxclick', tell);
    }
    return item;
  }

  /** Returns where a hit leads: to its published address, else to its article's page. */
  #place(hit) {
    if (/^https?:/.test(hit.url)) return hit.url;
    const path = hit.path.split('/').map(encodeURIComponent).join('/');
    const address = new URL(`a/${path}`, this.#server);
    if (hit.root > 0) address.searchParams.set('root', hit.root);
    address.searchParams.set('in', TEXTS.language);
    // A record without an anchor is named by its identifier; where there is no such name, nothing is lost.
    address.hash = hit.anchor || hit.id;
    return address.href;
  }
}

if (!customElements.get('faq-search')) customElements.define('faq-search', FaqSearch);
