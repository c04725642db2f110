// Completes what is typed into the search field: the combobox of the ARIA Authoring Practices with
// list autocomplete and manual selection. Without this script the form works as any other. It is the
// beginning of both scripts: of the pages' and of the one for other sites.

const TYPING = 80; // milliseconds of silence before suggestions are asked for
const COMPOSING = 300; // the same while an input method composes a word
const ANNOUNCING = 600; // the same before the number of suggestions is announced
const MOST = 8;

export function enhance(form) {
  const input = form.elements.namedItem('q');
  const document = form.ownerDocument;
  const list = document.createElement('ul');
  const status = document.createElement('div');
  let active = -1;
  let asked = null;
  let timer = 0;
  let announcing = 0;

  list.id = 'faq-suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.label);
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) input.setAttribute(name, value);
  input.after(list);
  form.append(status);

  const isOpen = () => !list.hidden;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    select(-1);
  }

  function select(number) {
    const options = list.children;
    options[active]?.setAttribute('aria-selected', 'false');
    active = number;
    const option = options[active];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  // One step beyond either end is the field itself.
  function move(step) {
    const places = list.children.length + 1;
    select(((active + 1 + step + places) % places) - 1);
  }

  function choose(option) {
    input.value = option.textContent;
    close();
    form.requestSubmit();
  }

  function show(suggestions) {
    const chosen = list.children[active]?.textContent;
    list.replaceChildren(...suggestions.map((suggestion, number) => {
      const option = document.createElement('li');
      option.id = `faq-suggestion-${number}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.lang = suggestion.language;
      option.dir = 'auto';
      option.dataset.kind = suggestion.kind;
      option.textContent = suggestion.text;
      return option;
    }));
    // What was chosen already stays chosen where it is still suggested.
    select(suggestions.findIndex((suggestion) => suggestion.text === chosen));
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(isOpen()));
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      status.textContent = isOpen() ? form.dataset.count.replace('{count}', suggestions.length) : '';
    }, ANNOUNCING);
  }

  async function ask() {
    asked?.abort();
    const text = input.value;
    if (!text.trim()) return show([]);
    asked = new AbortController();
    const address = new URL(form.dataset.suggest, document.baseURI);
    address.searchParams.set('q', text);
    address.searchParams.set('limit', MOST);
    const language = form.elements.namedItem('in')?.value;
    if (language) address.searchParams.set('in', language);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (text === input.value && input.matches(':focus')) show(suggestions);
    } catch (error) {
      // Offline: the form still works, but what was suggested belongs to another text.
      if (error.name !== 'AbortError' && text === input.value) show([]);
    }
  }

  function askAfter(silence) {
    clearTimeout(timer);
    timer = setTimeout(ask, silence);
  }

  input.addEventListener('input', (event) => {
    // Who types on has not chosen: Enter then asks for what stands there.
    select(-1);
    askAfter(event.isComposing ? COMPOSING : TYPING);
  });
  input.addEventListener('compositionend', () => askAfter(TYPING));
  input.addEventListener('blur', close);
  form.addEventListener('submit', close);
  input.addEventListener('keydown', (event) => {
    // Keys of an input method are its own, whichever they are; 229 is what Safari calls them.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (isOpen()) move(event.key === 'ArrowDown' ? 1 : -1);
        else ask();
        break;
      case 'Enter':
        if (active < 0) return;
        choose(list.children[active]);
        break;
      case 'Escape':
        if (isOpen()) close();
        else if (input.value) input.value = '';
        else return;
        break;
      default:
        return;
    }
    event.preventDefault();
  });
  // Before the field loses the focus.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) choose(option);
  });
  if (!('keys' in form.dataset)) return;
  document.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0];
    const isText = target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName ?? '');
    const bySlash = event.key === '/' && !isText && !event.ctrlKey && !event.metaKey && !event.altKey;
    const byK = event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.isComposing || !(bySlash || byK) || input.offsetParent === null) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
