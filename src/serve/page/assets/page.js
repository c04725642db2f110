
// The search field of the pages.
const field = document.querySelector('form[data-suggest]');
if (field) enhance(field);
