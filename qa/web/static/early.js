// Runs before Gradio: its labels follow the page's language, and the chosen light or dark holds from the start.
(() => {
  const language = document.documentElement.lang;
  const told = {language: language, languages: [language]};
  for (const name in told)
    Object.defineProperty(Navigator.prototype, name, {get: () => told[name], configurable: true});
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => { try { return localStorage.getItem('shade'); } catch { return null; } };
  const shade = () => {
    const wanted = (chosen() || (dark.matches ? 'dark' : 'light')) === 'dark';
    document.documentElement.dataset.shade = wanted ? 'dark' : 'light';
    if (document.body && document.body.classList.contains('dark') !== wanted)
      document.body.classList.toggle('dark', wanted);
  };
  shade();
  dark.addEventListener('change', shade);
  addEventListener('baowen:shade', shade);
  addEventListener('DOMContentLoaded', () => {
    shade();
    new MutationObserver(shade).observe(document.body, {attributeFilter: ['class']});
  });
})();
