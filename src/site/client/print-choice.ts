// A runbook prints as a checklist, or whole where that is asked for; the sheet for paper tells the
// two apart by a class.

export function preparePrinting(): void {
  for (const choice of document.querySelectorAll<HTMLElement>('[data-print]'))
    choice.hidden = false;
  for (const button of document.querySelectorAll<HTMLElement>('[data-print-what]')) {
    button.addEventListener('click', () => {
      document.documentElement.classList.toggle('print-all', button.dataset.printWhat === 'all');
      print();
    });
  }
}
