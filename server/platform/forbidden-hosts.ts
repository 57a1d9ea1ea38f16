import dns from 'node:dns/promises'
import net, { type LookupFunction } from 'node:net'

/** Where clouds tell a machine its secrets, and addresses of the link alone. A mail server at home stays allowed. */
const forbidden = new net.BlockList()
forbidden.addSubnet('169.254.0.0', 16)
forbidden.addSubnet('fe80::', 10, 'ipv6')
for (const address of ['100.100.100.200', '168.63.129.16', '192.0.0.192']) forbidden.addAddress(address)
forbidden.addAddress('fd00:ec2::254', 'ipv6')

const metadataNames: readonly string[] = ['metadata.google.internal', 'metadata.goog']

function isForbiddenAddress(address: string): boolean {
  const [bare = ''] = address.split('%')
  return net.isIP(bare) !== 0 && forbidden.check(bare, net.isIPv6(bare) ? 'ipv6' : 'ipv4')
}

/** A host as the system reads it: an address may be written as one number, in hexadecimal or in wide digits. */
function plainHost(host: string): string {
  const written = net.isIP(host) === 6 ? `[${host.split('%')[0]}]` : host
  if (!URL.canParse(`http://${written}`)) return host
  return new URL(`http://${written}`).hostname.replace(/^\[|\]$|\.$/g, '')
}

/** Whether a host, as it is written, is none that the house may talk to. */
export function isForbiddenHost(host: string): boolean {
  const plain = plainHost(host)
  return metadataNames.includes(plain) || isForbiddenAddress(plain)
}

/** Whether a host is none that the house may talk to, or its name leads to one. */
export async function leadsToForbidden(host: string): Promise<boolean> {
  if (isForbiddenHost(host)) return true
  // A name that leads nowhere is reported by whoever connects.
  const found = await dns.lookup(host, { all: true }).catch(() => [])
  return found.some(({ address }) => isForbiddenAddress(address))
}

/** Thrown where a connection would lead to an address that the house may not talk to. */
export class ForbiddenAddress extends Error {}

/**
 * Looks a name up for a connection and refuses it where it leads astray: a name that was looked at before leads nowhere
 * else now. Addresses that are written as such are not looked up and must be looked at before.
 * @param isForbidden by an address in digits; those of clouds and of the link alone unless told
 */
export const guardedLookup =
  (isForbidden: (address: string) => boolean = isForbiddenAddress): LookupFunction =>
  (host, options, done) => {
    dns.lookup(host, { ...options, all: true }).then(
      (found) => {
        const [first] = found
        if (!first || metadataNames.includes(plainHost(host)) || found.some(({ address }) => isForbidden(address))) {
          done(new ForbiddenAddress(host), [])
        } else if (options.all) done(null, found)
        else done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    )
  }
