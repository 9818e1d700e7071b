// One static shell: the phone renders every page itself, so that it can do so without a station.
export const ssr = false;
export const prerender = false;
