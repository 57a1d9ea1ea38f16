import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { type Config, ConfigError } from '../../config.ts'

/** Whether a proxy is believed in what it says of its client; hop 0 is whoever connected to this server. */
export type TrustedProxies = (address: string, hop: number) => boolean

/** The proxies that `TRUST_PROXY` names. Throws {@link ConfigError} where it names what is no address. */
export function trustedProxies({ trustProxy }: Config): TrustedProxies {
  if (trustProxy === false) return () => false
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  try {
    return proxyAddress.compile(trustProxy.split(',').map((address) => address.trim()))
  } catch {
    throw new ConfigError(`TRUST_PROXY must be a number of proxies or their addresses, not "${trustProxy}".`)
  }
}

/** Reads the address of the client behind a request, also of one that opened a socket; empty once it is gone. */
export const addressReader =
  (trusted: TrustedProxies) =>
  (request: IncomingMessage): string =>
    proxyAddress(request, trusted) ?? ''
