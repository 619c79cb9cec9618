/** What the first view of a race does not need; see lazy.js. */
import { showFiles } from './files.js';
import { addPrintSheet } from './print.js';

export { delayStore } from './delayed.js';
export { EventView } from './event.js';
export { MyRiders } from './myRiders.js';
export { ResultsState } from './resultsState.js';
export { RiderView } from './rider.js';
export { RidersView } from './riders.js';
export { Unfolded } from './unfolded.js';

addPrintSheet();
showFiles();
