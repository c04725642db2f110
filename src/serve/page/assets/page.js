
// The search field of the pages.
const field = document.querySelector('form[data-suggest]');
if (field) enhance(field);

// The choice of languages closes as menus do.
const menu = document.querySelector('.languages');
if (menu) {
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !menu.open) return;
    if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
    menu.open = false;
  });
}
