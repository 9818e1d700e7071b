// Types that SvelteKit asks of the app as a whole.
declare global {
	namespace App {}
}

export {};
