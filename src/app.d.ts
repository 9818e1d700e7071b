// Types that SvelteKit asks of the app as a whole.
declare global {
	namespace App {
		interface PageState {
			/** The path of the main place that was turned to without a page of its own. */
			turnedTo?: string;
		}
	}
}

export {};
