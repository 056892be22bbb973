import { isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, each written in the one way that it has. */
const groupsOf = (address: string): string[] => {
  const { hostname } = new URL(`http://[${address}]`)
  const [head, tail = ''] = hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((part) =>
    part.split(':').filter((group) => group !== '')
  )
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after]
}

const MAPPED = /^0,0,0,0,0,ffff,/

const asIPv4 = (groups: string[]) =>
  groups
    .slice(6)
    .map((group) => parseInt(group, 16))
    .flatMap((pair) => [pair >> 8, pair & 255])
    .join('.')

/**
 * Whose an IP address is, as far as it says: of IPv6, somebody has all addresses
 * of a /64 to choose from. One of IPv4 stands for itself, in whichever form; so does
 * what is no address.
 */
export const networkOf = (address: string): string => {
  const [unzoned] = address.split('%')
  if (!isIPv6(unzoned)) {
    return address
  }
  const groups = groupsOf(unzoned)
  return MAPPED.test(String(groups))
    ? asIPv4(groups)
    : `${groups.slice(0, 4).join(':')}::/64`
}
