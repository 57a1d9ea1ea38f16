import { expect, test } from 'vitest'
import { readAddress } from './address.ts'

const all = '/api/v2.0/indexers/all/results/torznab/api'

test.each([
  ['http://home:9117', `http://home:9117${all}`, true],
  ['home:9117/', `http://home:9117${all}`, true],
  ['http://home:9117/UI/Dashboard', `http://home:9117${all}`, true],
  ['https://example.org/jackett/', `https://example.org/jackett${all}`, true],
  [`http://home:9117${all}`, `http://home:9117${all}`, true],
  [
    'http://home:9117/api/v2.0/indexers/1337x/results/torznab/',
    'http://home:9117/api/v2.0/indexers/1337x/results/torznab/api',
    false,
  ],
  ['http://home:9696/1/api', 'http://home:9696/1/api', false],
  ['http://home:9696/1/', 'http://home:9696/1/api', false],
])('the address of a feed is understood as it is copied (%s)', (given, url, isJackett) => {
  expect(readAddress(given)).toEqual({ url, apiKey: '', isJackett })
})

test('a key in the address is taken out of it', () => {
  expect(readAddress('http://home:9696/1/api?apikey=abc&t=caps')).toMatchObject({
    url: 'http://home:9696/1/api',
    apiKey: 'abc',
  })
})

test.each([
  ['', 'notAddress'],
  ['pas une adresse', 'notAddress'],
  ['file:///etc/passwd', 'notAddress'],
  ['gopher://home/1', 'notAddress'],
  ['http://ada:secret@home/1/api', 'credentials'],
  ['http://169.254.169.254/api', 'forbiddenHost'],
  ['http://[::ffff:169.254.169.254]/api', 'forbiddenHost'],
  ['http://2852039166/api', 'forbiddenHost'],
  ['http://metadata.google.internal/api', 'forbiddenHost'],
])('attack 70: %s is no address of an indexer', (given, word) => {
  expect(() => readAddress(given)).toThrow(`torrentSearch.errors.${word}`)
})
