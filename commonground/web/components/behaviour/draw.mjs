// A drawing made in the page: strokes on a canvas, sent as a picture in the form's own file field.

/** Bring the paper of a page to life. Without it, a photo can be sent. */
export function draw(root) {
  const form = root.closest('form')
  const file = form.querySelector('input[type="file"]')
  const paper = root.querySelector('canvas')
  const pen = paper.getContext('2d')
  const strokes = []
  let now = null

  const chosen = (name) => root.querySelector(`input[name="${name}"]:checked`).value
  const at = (event) => {
    const box = paper.getBoundingClientRect()
    const scale = paper.width / box.width
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale]
  }

  function line({ colour, width, points }) {
    pen.strokeStyle = pen.fillStyle = colour
    pen.lineWidth = width
    pen.lineCap = pen.lineJoin = 'round'
    pen.beginPath()
    pen.moveTo(...points[0])
    for (const point of points) pen.lineTo(...point)
    pen.stroke()
  }

  function again() {
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, paper.width, paper.height)
    strokes.forEach(line)
  }

  paper.addEventListener('pointerdown', (event) => {
    if (event.button) return
    paper.setPointerCapture(event.pointerId)
    now = { colour: chosen('draw-colour'), width: Number(chosen('draw-width')), points: [at(event)] }
    strokes.push(now)
    line(now)
  })
  paper.addEventListener('pointermove', (event) => {
    if (!now) return
    now.points.push(at(event))
    line({ ...now, points: now.points.slice(-2) })
  })
  for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => (now = null))

  root.querySelector('[data-part="undo"]').addEventListener('click', () => {
    strokes.pop()
    again()
  })
  root.querySelector('[data-part="clear"]').addEventListener('click', () => {
    strokes.length = 0
    again()
  })

  // What was drawn goes along as a file; a photo that was chosen goes before it.
  form.addEventListener('submit', (event) => {
    if (file.files.length || !strokes.length) return
    event.preventDefault()
    paper.toBlob((picture) => {
      const parcel = new DataTransfer()
      parcel.items.add(new File([picture], 'drawing.png', { type: 'image/png' }))
      file.files = parcel.files
      form.submit()
    }, 'image/png')
  })

  again()
  root.hidden = false
}
