/** The style sheet for paper. It hides what only a screen needs, and repeats the table's head on each page. */
import sheet from './print.css';

/** Adds the style sheet, which browsers load without hurry. */
export function addPrintSheet() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.media = 'print';
  link.href = new URL(sheet, import.meta.url).href;
  document.head.append(link);
}
