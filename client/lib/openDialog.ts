/** The dialog that asks for something first, if one is open: keys that lead elsewhere wait. */
export const openDialog = (): Element | null => document.querySelector('[aria-modal="true"], dialog[open]')
