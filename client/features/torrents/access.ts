/** With one of these abilities everybody's torrents are seen: administering them means seeing them. */
export const seeingAll = ['torrents.see-all', 'torrents.administer'] as const

export const seesAll = (abilities: readonly string[]): boolean => seeingAll.some((name) => abilities.includes(name))
