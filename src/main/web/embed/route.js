/** What the address of an embedded view asks for. */
import { parse } from '../spectator/route.js';
import { plain } from '../common/format.js';

/** More clubs or nations than that are ignored. */
const MAX_CHOSEN = 20;

/** Case, accents and blanks around it make no difference. */
const key = text => plain(text).trim();

/** The riders of the clubs and nations of the address: whether one is among them, and what the event calls these; null if there are none. */
function chosenRiders(query) {
  const [clubs, nations] = ['club', 'noc'].map(name => new Set(query.getAll(name).slice(0, MAX_CHOSEN).map(key).filter(Boolean)));
  if (!clubs.size && !nations.size) return null;
  const names = riders => new Set(riders.flatMap(({ club, noc }) => [clubs.has(key(club)) && club, nations.has(key(noc)) && noc]).filter(Boolean));
  return { has: ({ club, noc }) => clubs.has(key(club)) || nations.has(key(noc)), names: riders => [...names(riders)] };
}

/**
 * The route of an embedded view: view is race, event (the race under way) or riders (of a club or a nation, in all races).
 * chosen says which riders are shown, null for all; header whether the view has a head.
 */
export function routeOf({ pathname, search }) {
  const query = new URLSearchParams(search);
  const { event, race, cat, list, run } = parse({ pathname: pathname.slice('/embed'.length), search });
  const chosen = chosenRiders(query);
  const view = race ? 'race' : chosen ? 'riders' : 'event';
  return { view, follows: view === 'event', event, race, cat, list, run, chosen, header: query.get('header') !== '0' };
}
