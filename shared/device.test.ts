import { expect, test } from 'vitest'
import { deviceOf, programOf } from './device.ts'

const agents = {
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  safari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  chromeOnIphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
  samsung:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
}

test('a browser and its system are named as people call them', () => {
  expect(deviceOf(agents.firefox)).toEqual({ browser: 'Firefox', system: 'Linux', phone: false })
  expect(deviceOf(agents.edge)).toEqual({ browser: 'Edge', system: 'Windows', phone: false })
  expect(deviceOf(agents.safari)).toEqual({ browser: 'Safari', system: 'Mac', phone: false })
  expect(deviceOf(agents.iphone)).toEqual({ browser: 'Safari', system: 'iPhone', phone: true })
  expect(deviceOf(agents.chromeOnIphone)).toEqual({ browser: 'Chrome', system: 'iPhone', phone: true })
  expect(deviceOf(agents.samsung)).toEqual({ browser: 'Samsung Internet', system: 'Android', phone: true })
})

test('an agent that says nothing known names nothing', () => {
  expect(deviceOf('')).toEqual({ browser: null, system: null, phone: false })
})

test('a program is named by its first product', () => {
  expect(programOf('curl/8.5.0')).toBe('curl')
  expect(programOf('python-requests/2.32')).toBe('python-requests')
  expect(programOf('')).toBeNull()
})
