import fc from 'fast-check'

import { runs, sameCases } from 'src/testing/runs'

import { networkOf } from './network'

const PROPERTY = { numRuns: runs(300), ...sameCases() }

const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
const half = fc.tuple(group, group, group, group)

/** Ways to write the same groups of an IPv6 address. */
const written = (groups: number[]): fc.Arbitrary<string> => {
  const short = groups.map((each) => each.toString(16))
  const long = short.map((each) => each.padStart(4, '0'))
  const [high, low] = groups.slice(6)
  const bytes = [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const squeezed = short.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
  return fc.constantFrom(
    ...[short.join(':'), long.join(':'), squeezed],
    long.join(':').toUpperCase(),
    `${short.join(':')}%eth0`,
    `${short.slice(0, 6).join(':')}:${bytes}`
  )
}

const isMapped = (groups: number[]) =>
  groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff

const within = (network: number[]) =>
  half
    .map((host) => [...network, ...host])
    .filter((groups) => !isMapped(groups))
    .chain(written)

describe('Of IPv6', () => {
  it('all addresses of a /64 are somebody’s, however they are written', () => {
    fc.assert(
      fc.property(
        half.chain((network) => fc.tuple(within(network), within(network))),
        ([one, another]) => {
          expect(networkOf(one)).toBe(networkOf(another))
        }
      ),
      PROPERTY
    )
  })

  it('those of another /64 are somebody else’s', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(half, half)
          .filter(([one, another]) => String(one) !== String(another))
          .chain(([one, another]) => fc.tuple(within(one), within(another))),
        ([one, another]) => {
          expect(networkOf(one)).not.toBe(networkOf(another))
        }
      ),
      PROPERTY
    )
  })
})

describe('Of IPv4', () => {
  it('an address is that of one, also as IPv6 writes it', () => {
    fc.assert(
      fc.property(
        fc.ipV4().chain((address) => {
          const [a, b, c, d] = address.split('.').map(Number)
          const groups = [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d]
          return fc.tuple(fc.constant(address), written(groups))
        }),
        ([address, mapped]) => {
          expect(networkOf(address)).toBe(address)
          expect(networkOf(mapped)).toBe(address)
        }
      ),
      PROPERTY
    )
  })
})

test.each(['', 'somebody', '1.2.3', '2001:db8::/64', ':::', 'a]b'])(
  'what is no address, as %j, stands for itself',
  (text) => {
    expect(networkOf(text)).toBe(text)
  }
)

test.each([
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
