// A voice recorded in the page, and sent as a WAV file of 16,000 samples a second in the form's own file field.

const RATE = 16000
const LONGEST = 179

/** Bring the recorder of a page to life. Without it, or without a microphone, a file can be sent. */
export function record(root) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.OfflineAudioContext) return
  const part = (name) => root.querySelector(`[data-part="${name}"]`)
  const [state, time, start, stop, listen] = ['state', 'time', 'record', 'stop', 'listen'].map(part)
  const file = root.closest('form').querySelector('input[type="file"]')
  const say = (word) => (state.textContent = state.dataset[word])
  let recorder = null

  function clock(from) {
    const seconds = Math.floor((Date.now() - from) / 1000)
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    if (seconds >= LONGEST) recorder?.stop()
  }

  start.addEventListener('click', async () => {
    let microphone
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true })
    } catch {
      say('refused')
      return
    }
    const pieces = []
    const from = Date.now()
    const ticking = setInterval(() => clock(from), 250)
    recorder = new MediaRecorder(microphone)
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
    recorder.addEventListener('stop', async () => {
      recorder = null
      clearInterval(ticking)
      microphone.getTracks().forEach((track) => track.stop())
      stop.hidden = true
      say('making')
      try {
        keep(await wav(new Blob(pieces)))
        say('done')
      } catch {
        say('refused')
      }
      start.hidden = false
      start.textContent = start.dataset.again
      start.focus()
    })
    listen.hidden = start.hidden = true
    stop.hidden = false
    recorder.start()
    say('recording')
    stop.focus()
  })
  stop.addEventListener('click', () => recorder?.stop())

  function keep(sound) {
    const parcel = new DataTransfer()
    parcel.items.add(new File([sound], 'recording.wav', { type: 'audio/wav' }))
    file.files = parcel.files
    if (listen.src) URL.revokeObjectURL(listen.src)
    listen.src = URL.createObjectURL(sound)
    listen.hidden = false
  }

  say('ready')
  root.hidden = false
}

/** Whatever the browser recorded, as a WAV file: one channel, 16 bits, no longer than is taken. */
async function wav(recorded) {
  const decoding = new OfflineAudioContext(1, 1, RATE)
  const decoded = await decoding.decodeAudioData(await recorded.arrayBuffer())
  const length = Math.max(1, Math.min(Math.ceil(decoded.duration * RATE), (LONGEST + 1) * RATE))
  const context = new OfflineAudioContext(1, length, RATE)
  const source = context.createBufferSource()
  source.buffer = decoded
  source.connect(context.destination)
  source.start()
  const samples = (await context.startRendering()).getChannelData(0)
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const word = (at, text) => [...text].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)))
  word(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((value, n) => {
    const held = Math.max(-1, Math.min(1, value))
    view.setInt16(44 + n * 2, held < 0 ? held * 0x8000 : held * 0x7fff, true)
  })
  return new Blob([view.buffer], { type: 'audio/wav' })
}
