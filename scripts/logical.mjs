// GOV.UK's and MOJ's styles say "left" and "right". Pages in Urdu or Arabic run the other way, so every
// declaration that depends on the direction of writing becomes its logical twin. `float` keeps its physical
// form too, for browsers of before 2023 that do not know the logical one.

const SIDES = { left: 'start', right: 'end' }

const RULES = [
  [/^(margin|padding)-(left|right)$/, (_, what, side) => `${what}-inline-${SIDES[side]}`],
  [/^border-(left|right)(-\w+)?$/, (_, side, rest = '') => `border-inline-${SIDES[side]}${rest}`],
  [/^(left|right)$/, (_, side) => `inset-inline-${SIDES[side]}`]
]

/** The same stylesheet with logical properties. Takes and returns CSS text, minified or not. */
export function logical(css) {
  return css.replace(/([{;]\s*)([a-z-]+)(\s*:\s*)([^;{}]+)/g, (whole, before, property, colon, value) => {
    for (const [pattern, twin] of RULES) {
      if (pattern.test(property)) return before + property.replace(pattern, twin) + colon + value
    }
    if (property === 'text-align' && SIDES[value.trim()]) return before + property + colon + SIDES[value.trim()]
    if (property === 'float' && SIDES[value.trim()]) {
      return `${whole};float${colon}inline-${SIDES[value.trim()]}`
    }
    return whole
  })
}
