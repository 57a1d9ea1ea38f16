/** Whether a dialog asks for something first: keys that lead elsewhere wait. */
export const isDialogOpen = (): boolean => document.querySelector('[aria-modal="true"], dialog[open]') !== null
