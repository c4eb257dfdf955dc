// The words with which the wizard begins. The page shows them before its script has come: both say the
// same, so that nothing moves.

export const firstHeading = 'Paste what the kernel said';
export const firstPlaceholder =
  'Paste here · drop files, .gz too · Ctrl+V works anywhere on this page';
