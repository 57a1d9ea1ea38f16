/** Every catalogue by its path in the project: a list too long for the code that each public page begins with. */
export const catalogues = import.meta.glob<unknown>('/shared/messages/*/*.json', { import: 'default' })
