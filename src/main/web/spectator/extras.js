/** What no first view needs but that of a rider: details, files, paper; see lazy.js. */
import './main.js';
import { showFiles } from './files.js';
import { addPrintSheet } from './print.js';

export { delayStore } from './delayed.js';
export { RiderView } from './rider.js';
export { Unfolded } from './unfolded.js';

addPrintSheet();
showFiles();
