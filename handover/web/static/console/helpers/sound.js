// A short sound for a new conversation; off until the agent asks for it.

const KEY = "lotse.console.sound";
const NOTES_HZ = [660, 880];
const NOTE_S = 0.14;
const LOUDNESS = 0.08;

export const soundWanted = (storage) => storage.getItem(KEY) === "on";
export const wantSound = (storage, wanted) => storage.setItem(KEY, wanted ? "on" : "off");

/** Two soft notes, made here so that no file has to be loaded. */
export function chime() {
  const audio = new AudioContext();
  const end = NOTES_HZ.reduce((start, frequency) => {
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(LOUDNESS, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + NOTE_S);
    return start + NOTE_S;
  }, audio.currentTime);
  setTimeout(() => audio.close(), (end - audio.currentTime) * 1000 + 100);
}
