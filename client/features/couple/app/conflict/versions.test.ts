import { describe, expect, it } from 'vitest'
import { differences, isUntouched, joinedPictures, joinedTexts, merged, passageOf } from './versions.ts'

const base = { title: 'Été', text: 'Du vent.', pictures: [{ mediaId: 'a' }] }

describe('two versions of one thing', () => {
  it('differ where one of the two changed something, and say who', () => {
    const mine = { ...base, title: 'Été à Étretat', text: 'Du vent et des galets.' }
    const theirs = { ...base, text: 'Du vent, du soleil.', pictures: [] }
    expect(differences(base, mine, theirs)).toEqual([
      { field: 'title', changedBy: 'mine' },
      { field: 'text', changedBy: null },
      { field: 'pictures', changedBy: 'theirs' },
    ])
  })

  it('name nobody where the beginning is not known any more', () => {
    expect(differences(null, { ...base, title: 'Juillet' }, base)).toEqual([{ field: 'title', changedBy: null }])
  })

  it('are no conflict where the other touched nothing, or both wrote the same', () => {
    const mine = { ...base, title: 'Juillet' }
    expect(isUntouched(differences(base, mine, base))).toBe(true)
    expect(isUntouched(differences(base, mine, mine))).toBe(true)
    expect(isUntouched(differences(base, mine, { ...base, text: 'Autre.' }))).toBe(false)
  })

  it('become one by what is chosen of each', () => {
    const mine = { title: 'Le mien', text: 'Mon texte', place: 'Ici' }
    const theirs = { title: 'Le leur', text: 'Leur texte', place: 'Là' }
    expect(merged(mine, theirs, { title: 'mine', text: 'theirs' })).toEqual({ ...theirs, title: 'Le mien' })
    expect(merged(mine, theirs, { text: 'both' }, { text: 'Les deux' })).toEqual({ ...theirs, text: 'Les deux' })
    expect(merged(mine, theirs, { title: 'mine', text: 'mine', place: 'mine' })).toEqual(mine)
  })
})

describe('what can be put together', () => {
  it('are two texts, theirs first', () => {
    expect(joinedTexts('Le mien.', 'Le leur. ', 100)).toBe('Le leur.\n\nLe mien.')
  })

  it('but not where one says it all, or the whole is too long', () => {
    expect(joinedTexts('', 'Le leur.', 100)).toBeNull()
    expect(joinedTexts('Le leur. Et le mien.', 'Le leur.', 100)).toBeNull()
    expect(joinedTexts('Le mien.', 'Le leur.', 17)).toBeNull()
    expect(joinedTexts('Le mien.', 'Le leur.', 18)).not.toBeNull()
  })

  it('are two lists of pictures, each picture once', () => {
    const [a, b, c] = [{ mediaId: 'a' }, { mediaId: 'b' }, { mediaId: 'c' }]
    expect(joinedPictures([a, b], [c, a], 3)).toEqual([c, a, b])
    expect(joinedPictures([a, b], [c, a], 2)).toBeNull()
    expect(joinedPictures([a], [a, b], 9)).toBeNull()
    expect(joinedPictures([a, b], [a], 9)).toBeNull()
  })
})

describe('where a text differs from another', () => {
  it('is shown between the words that both share', () => {
    expect(passageOf('Du vent et du sable, et nous deux.', 'Du vent et de la pluie, et nous deux.')).toEqual({
      before: 'Du vent et ',
      own: 'du sable, ',
      after: 'et nous deux.',
    })
  })

  it('is nothing where only the other added words', () => {
    expect(passageOf('un deux', 'un deux trois')).toEqual({ before: 'un ', own: 'deux', after: '' })
    expect(passageOf('un deux trois', 'un trois')).toEqual({ before: 'un ', own: 'deux ', after: 'trois' })
    expect(passageOf('un trois', 'un deux trois')).toEqual({ before: 'un ', own: '', after: 'trois' })
    expect(passageOf('', 'tout')).toEqual({ before: '', own: '', after: '' })
  })

  it('comes with a few words around it, however long the rest is', () => {
    const long = 'mot '.repeat(200)
    const { before, own, after } = passageOf(`${long}ici ${long}`, `${long}là ${long}`)
    expect(own).toBe('ici ')
    expect(before).toBe(`… ${'mot '.repeat(14)}`)
    expect(after).toBe(`${'mot '.repeat(14)}…`)
  })

  it('never counts a word that both share twice', () => {
    expect(passageOf('ha ha', 'ha ha ha')).toEqual({ before: 'ha ', own: '', after: 'ha' })
    expect(passageOf('ha ha ha', 'ha ha')).toEqual({ before: 'ha ', own: 'ha ', after: 'ha' })
  })
})
