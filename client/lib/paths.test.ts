import { describe, expect, it } from 'vitest'
import { safePath, signInPath } from './paths.ts'

describe('the way back after signing in', () => {
  it('keeps a path of this house with its query and its fragment', () => {
    expect(safePath('/couple/memories?year=2024#june')).toBe('/couple/memories?year=2024#june')
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    null,
  ])('attack 40: %j leads home', (wanted) => {
    expect(safePath(wanted)).toBe('/')
  })

  it('is carried to the sign-in page, which never comes back to itself', () => {
    expect(signInPath('/admin?page=2')).toBe('/login?next=%2Fadmin%3Fpage%3D2')
    expect(signInPath('/login?next=/me')).toBe('/login')
    expect(signInPath('/')).toBe('/login')
  })
})
