/** The field for an image of an event, with a preview. */
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';

/** The limit of the service with default settings. */
const LIMIT_BYTES = 1048576;
const LONGEST_SIDE = 1600;
const QUALITY = 0.85;
const TYPES = 'image/png,image/jpeg,image/gif,image/webp';

const asDataUri = blob => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(blob);
});

/** Scales an image down, because photos of phones are larger than the limit. */
async function scaledDown(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

/**
 * @param shown URL of the current image, or null
 * @param onImage is called with a data: URI, or with null to remove the image
 */
export function ImagePicker({ shown, onImage, form }) {
  const [picked, setPicked] = useState(null);
  const [failure, setFailure] = useState(null);
  const input = useRef();
  useEffect(() => setPicked(null), [shown]);
  const pick = async () => {
    const file = input.current.files[0];
    if (!file) return;
    setFailure(null);
    try {
      const uri = await asDataUri(file.size > LIMIT_BYTES ? await scaledDown(file) : file);
      setPicked(uri);
      onImage(uri);
    } catch {
      input.current.value = '';
      setFailure(t('image.unreadable'));
    }
  };
  const remove = () => {
    input.current.value = '';
    setPicked('none');
    onImage(null);
  };
  const source = picked === 'none' ? null : picked ?? shown;
  const id = `image-${form}`;
  return h('div', { class: 'field image' },
    h('label', { for: id }, t('field.image')),
    source && h('img', { src: source, alt: t('image.preview'), class: 'preview' }),
    h('div', { class: 'buttons' },
      h('input', { id, name: 'imageData', type: 'file', accept: TYPES, ref: input, onChange: pick, 'aria-describedby': `${id}-hint` }),
      source && h('button', { type: 'button', onClick: remove }, t('image.remove'))),
    h('p', { class: 'hint', id: `${id}-hint` }, t('image.hint')),
    failure && h('p', { class: 'failure', role: 'alert' }, failure));
}
