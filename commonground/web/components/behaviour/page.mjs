// What pages do beyond HTML. Every page works without this file.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { ServiceNavigation } from 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs'

/** Bring every element of a component to life. (GOV.UK's own createAll would drag in all the components there are.) */
function start(Component, name) {
  for (const element of document.querySelectorAll(`[data-module="govuk-${name}"]`)) new Component(element)
}

// What was done is heard first, unless there is something to put right.
document.querySelector('[data-module="cg-success"]')?.focus()
start(ErrorSummary, 'error-summary')
start(Button, 'button')
start(ServiceNavigation, 'service-navigation')

// Counting letters weighs more than all the rest: only pages with a long answer fetch it.
if (document.querySelector('[data-module="govuk-character-count"]')) {
  import('govuk-frontend/dist/govuk/components/character-count/character-count.mjs').then(({ CharacterCount }) =>
    start(CharacterCount, 'character-count')
  )
}

// Drawing, recording, writing, reading aloud: only a page that does it fetches how.
const ways = {
  draw: () => import('./draw.mjs'),
  record: () => import('./record.mjs'),
  written: () => import('./written.mjs'),
  aloud: () => import('./aloud.mjs'),
}
for (const name in ways) {
  const place = document.querySelector(`[data-module="cg-${name}"]`)
  if (place) ways[name]().then((way) => way[name](place))
}

// Large and calm, or the usual size, at once where something may have been typed: a fresh page would lose it.
const view = document.querySelector('main form[method="post"]') && document.querySelector('[data-module="cg-view"]')
view?.addEventListener('click', (event) => {
  event.preventDefault()
  fetch(view.href)
  const calm = document.body.classList.toggle('cg-calm')
  const text = view.textContent
  view.textContent = view.dataset.other
  view.dataset.other = text
  view.href = view.href.replace(/view=\w+/, calm ? 'view=usual' : 'view=calm')
})

// "None of these" takes the other ticks away, and they take it away.
document.addEventListener('change', ({ target }) => {
  if (target.type !== 'checkbox' || !target.checked || !target.form) return
  const alone = target.dataset.behaviour // GOV.UK's mark: it has no other than "exclusive"
  for (const other of target.form.querySelectorAll(`[name="${target.name}"]`)) {
    if (other !== target && (alone || other.dataset.behaviour)) other.checked = false
  }
})

// Leaving quickly: the page goes blank at once and cannot be come back to by the back button. Whoever is signed in is
// signed out, so that the pages before it cannot either.
document.querySelector('[data-module="cg-exit"]')?.addEventListener('click', (event) => {
  event.preventDefault()
  document.body.hidden = true
  document.title = ''
  const { out } = event.currentTarget.dataset
  if (out) navigator.sendBeacon('/sign-out/', new URLSearchParams(out))
  location.replace(event.currentTarget.href)
})

// Details are open on paper.
let closed = []
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')]
  for (const each of closed) each.open = true
})
addEventListener('afterprint', () => {
  for (const each of closed) each.open = false
})
